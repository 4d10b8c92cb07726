export default {
  does: "answers null",
  source: "C3; RFC 6749 5.1",
  code: "token_response_invalid",
  answers: { token: (answer) => ({ ...answer, body: "null" }) },
};
