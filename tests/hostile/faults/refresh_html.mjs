export default {
  does: "answers a renewal with a page",
  source: "SECURITY 103; RFC 6749 5.1",
  code: "response_invalid",
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: "<html></html>" }) },
};
