export default {
  does: "never answers when the refresh token is given back",
  source: "J2, J8; SECURITY 107",
  stage: "token",
  requests: { revoke: 1 },
  config: { timeouts: { request: 3000 } },
  actions: [["signOut", { everywhere: false }]],
  events: ["signed-in", "signed-out"],
  metadata: (metadata, run) => ({ ...metadata, revocation_endpoint: `${run.base}/revoke` }),
  answers: { revoke: (answer) => ({ ...answer, how: "silent" }) },
};
