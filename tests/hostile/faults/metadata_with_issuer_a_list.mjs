export default {
  does: "publishes a list of issuers",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: [metadata.issuer] }),
};
