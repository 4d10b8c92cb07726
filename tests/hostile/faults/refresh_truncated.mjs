export default {
  does: "answers a renewal with less than JSON: the new refresh token is lost",
  source: "SECURITY 103, 119",
  code: "response_invalid",
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, body: JSON.stringify(answer.body).slice(0, -1) }) },
};
