export default {
  does: "answers half of its JSON",
  source: "SECURITY 103",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, body: JSON.stringify(answer.body).slice(0, -20) }) },
};
