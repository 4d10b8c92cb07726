export default {
  does: "publishes the metadata of another tenant of its host",
  source: "SECURITY 45, 125; OpenID Connect Discovery 4.3",
  code: "issuer_mismatch",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: new URL("/another-tenant", metadata.issuer).href }),
};
