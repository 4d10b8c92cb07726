export default {
  does: "publishes an endpoint with a fragment",
  source: "RFC 6749 3.1",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, authorization_endpoint: `${metadata.authorization_endpoint}#/login` }),
};
