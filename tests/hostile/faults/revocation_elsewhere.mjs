export default {
  does: "redirects a refresh token that is given back",
  source: "J8; RFC 9700 4.12",
  stage: "token",
  requests: { revoke: 1 },
  actions: [["signOut", { everywhere: false }]],
  events: ["signed-in", "signed-out"],
  metadata: (metadata, run) => ({ ...metadata, revocation_endpoint: `${run.base}/revoke` }),
  answers: { revoke: (answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } }) },
};
