export default {
  does: "publishes a list of token endpoints",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, token_endpoint: [metadata.token_endpoint] }),
};
