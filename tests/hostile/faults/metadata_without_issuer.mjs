export default {
  does: "does not say whose metadata it is",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: ({ issuer, ...metadata }) => metadata,
};
