export default {
  does: "publishes a page where its keys should be",
  source: "API Outcomes",
  code: "response_invalid",
  answers: { jwks: (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: "<html></html>" }) },
};
