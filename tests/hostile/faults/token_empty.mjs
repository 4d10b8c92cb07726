export default {
  does: "answers 200 and nothing",
  source: "SECURITY 103",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, body: "" }) },
};
