export default {
  does: "fails, with JSON: a code is not sent again",
  source: "SECURITY 106; RFC 6749 4.1.2",
  code: "http_error",
  retriable: true,
  answers: { token: (answer) => ({ ...answer, status: 500, body: { error: "server_error" } }) },
};
