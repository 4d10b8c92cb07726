export default {
  does: "sends a token of another sign-in after a reload",
  source: "SECURITY 62; API start (c)",
  code: "nonce_mismatch",
  stage: "token",
  requests: { authorize: 2, discovery: 4, token: 2, jwks: 2 },
  config: { storage: "memory" },
  actions: [["reload"]],
  claims: (claims, { asked }) => (asked.prompt === "none" ? { ...claims, nonce: "another-sign-in-altogether" } : claims),
  travels: true,
  silent: true,
};
