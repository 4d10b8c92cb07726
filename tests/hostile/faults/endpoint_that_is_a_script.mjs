export default {
  does: "publishes a script for an authorization endpoint",
  source: "F5; RFC 9700 2.1",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, authorization_endpoint: "javascript:alert(document.domain)" }),
};
