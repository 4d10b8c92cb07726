export default {
  does: "publishes a path for an endpoint, which would lead to the app",
  source: "F5; RFC 6749 3.1",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, token_endpoint: "/token" }),
};
