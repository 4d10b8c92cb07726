export default {
  does: "publishes metadata and keys as media types that are built on JSON",
  source: "RFC 6839 3.1; RFC 7517 8.5.2",
  answers: {
    discovery: (answer) => ({ ...answer, headers: { "content-type": "application/oauth-authorization-server+json" } }),
    jwks: (answer) => ({ ...answer, headers: { "content-type": "application/jwk-set+json" } }),
  },
};
