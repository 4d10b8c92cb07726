export default {
  does: "refuses by a number",
  source: "RFC 6749 5.2",
  code: "http_error",
  answers: { token: (answer) => ({ ...answer, status: 400, body: { error: 42 } }) },
};
