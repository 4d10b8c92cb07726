export default {
  does: "has no key set",
  source: "OpenID Connect Discovery 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: ({ jwks_uri, ...metadata }) => metadata,
};
