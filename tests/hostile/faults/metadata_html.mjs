export default {
  does: "publishes a page where its metadata should be",
  source: "F3; OpenID Connect Discovery 4.2",
  code: "response_invalid",
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: "<html></html>" }) },
};
