export default {
  does: "has no token endpoint",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: ({ token_endpoint, ...metadata }) => metadata,
};
