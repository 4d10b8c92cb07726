export default {
  does: "publishes its host in capitals",
  source: "SECURITY 123; F1",
  code: "issuer_mismatch",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: metadata.issuer.replace("localhost", "LOCALHOST") }),
};
