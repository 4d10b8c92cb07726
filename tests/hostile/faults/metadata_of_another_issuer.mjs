export default {
  does: "publishes another issuer's metadata",
  source: "SECURITY 123; OpenID Connect Discovery 4.3",
  code: "issuer_mismatch",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: "https://evil.example" }),
};
