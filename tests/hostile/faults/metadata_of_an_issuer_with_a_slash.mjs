export default {
  does: "publishes its name with a slash at the end",
  source: "SECURITY 123; F1",
  code: "issuer_mismatch",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: `${metadata.issuer}/` }),
};
