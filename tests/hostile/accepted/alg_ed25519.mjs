export default {
  does: "calls the same Ed25519",
  source: "API Alg; RFC 9864",
  key: "ed25519",
  alg: "EdDSA",
  header: (header) => ({ ...header, alg: "Ed25519" }),
  keys: ([{ alg, ...key }]) => [key],
};
