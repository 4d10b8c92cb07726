export default {
  does: "has no authorization endpoint",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: ({ authorization_endpoint, ...metadata }) => metadata,
};
