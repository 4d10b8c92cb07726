export default {
  does: "has no way to sign out: the person is signed out here all the same, and led where that would have led",
  source: "J2; RP-Initiated Logout 2",
  stage: "token",
  config: ({ redirectUri }) => ({ postLogoutRedirectUri: redirectUri }),
  actions: [["ifSignedIn", "signOut"]],
  events: [],
  metadata: ({ end_session_endpoint, ...metadata }) => metadata,
};
