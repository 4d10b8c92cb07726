export default {
  does: "refuses with a page",
  source: "C9; RFC 6749 5.2",
  code: "http_error",
  answers: { token: (answer) => ({ ...answer, status: 400, headers: { "content-type": "text/html" }, body: "<h1>Bad Request</h1>" }) },
};
