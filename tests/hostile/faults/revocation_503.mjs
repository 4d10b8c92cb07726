export default {
  does: "does not take the refresh token back: the person is signed out here all the same",
  source: "J2, J8; RFC 7009 2.2.1",
  stage: "token",
  requests: { revoke: 1 },
  actions: [["signOut", { everywhere: false }]],
  events: ["signed-in", "signed-out"],
  metadata: (metadata, run) => ({ ...metadata, revocation_endpoint: `${run.base}/revoke` }),
  answers: { revoke: (answer) => ({ ...answer, status: 503 }) },
};
