export default {
  does: "publishes its keys over http",
  source: "F5; OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, jwks_uri: "http://idp.example/jwks" }),
};
