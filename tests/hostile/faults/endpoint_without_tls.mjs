export default {
  does: "lets the person sign in over http",
  source: "F5; OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, authorization_endpoint: "http://idp.example/authorize" }),
};
