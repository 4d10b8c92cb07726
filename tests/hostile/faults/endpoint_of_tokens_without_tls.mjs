export default {
  does: "takes codes over http",
  source: "F5; RFC 6749 3.2",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, token_endpoint: "http://idp.example/token" }),
};
