export default {
  does: "publishes JSON that it calls text",
  source: "F3; OpenID Connect Discovery 4.2",
  code: "response_invalid",
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, headers: { "content-type": "text/plain" } }) },
};
