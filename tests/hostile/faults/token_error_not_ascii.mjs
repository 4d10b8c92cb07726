export default {
  does: "refuses by an error of letters that no error has",
  source: "B8; RFC 6749 5.2",
  code: "http_error",
  answers: { token: (answer) => ({ ...answer, status: 400, body: { error: "<script>alert(1)</script>\u202e" } }) },
};
