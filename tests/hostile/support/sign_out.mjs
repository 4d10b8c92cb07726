// Giving a refresh token back (RFC 7009): the person is signed out, whatever comes of it.

export const givingBack = (say) => ({
  stage: "token",
  requests: { revoke: 1 },
  actions: [["signOut", { everywhere: false }]],
  events: ["signed-in", "signed-out"],
  metadata: (metadata, run) => ({ ...metadata, revocation_endpoint: `${run.base}/revoke` }),
  answers: { revoke: say },
});
