export default {
  does: "answers 201",
  source: "RFC 6749 5.1",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, status: 201 }) },
};
