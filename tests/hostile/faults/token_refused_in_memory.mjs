export default {
  does: "sends a token of another sign-in to an app that keeps its tokens in memory",
  source: "SECURITY 62; API storage",
  code: "nonce_mismatch",
  config: { storage: "memory" },
  claims: (claims) => ({ ...claims, nonce: "another-sign-in-altogether" }),
};
