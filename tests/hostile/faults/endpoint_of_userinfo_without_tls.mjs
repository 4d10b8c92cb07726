export default {
  does: "takes access tokens over http",
  source: "F5; OpenID Connect Core 5.3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, userinfo_endpoint: "http://idp.example/userinfo" }),
};
