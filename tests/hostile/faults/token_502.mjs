export default {
  does: "is gone behind its proxy",
  source: "SECURITY 106",
  code: "http_error",
  answers: { token: (answer) => ({ ...answer, status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" }) },
};
