export default {
  does: "signs EdDSA",
  source: "API Alg; RFC 8037 3.1",
  key: "ed25519",
  alg: "EdDSA",
};
