export default {
  does: "publishes another issuer while the person is away",
  source: "SECURITY 123; OpenID Connect Discovery 4.3",
  code: "issuer_mismatch",
  stage: "response",
  metadata: (metadata, run) => (run.asked ? { ...metadata, issuer: "https://evil.example" } : metadata),
};
