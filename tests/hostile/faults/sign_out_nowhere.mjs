export default {
  does: "has no way to sign out: the person is signed out here all the same",
  source: "J2; RP-Initiated Logout 2",
  stage: "token",
  actions: [["signOut"]],
  events: ["signed-in", "signed-out"],
  metadata: ({ end_session_endpoint, ...metadata }) => metadata,
};
