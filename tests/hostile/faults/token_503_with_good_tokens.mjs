export default {
  does: "gives tokens with status 503",
  source: "SECURITY 106; RFC 6749 5.1",
  code: "http_error",
  answers: { token: (answer) => ({ ...answer, status: 503 }) },
};
