export default {
  does: "publishes no more than it must",
  source: "OpenID Connect Discovery 3",
  metadata: ({ issuer, authorization_endpoint, token_endpoint, jwks_uri }) => ({
    issuer,
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
  }),
};
