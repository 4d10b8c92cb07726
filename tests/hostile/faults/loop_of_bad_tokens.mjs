export default {
  does: "sends a token of another sign-in each time, while the app asks again each time",
  source: "API Outcomes; issue 4.4",
  code: "sign_in_loop",
  travels: true,
  requests: { authorize: 3, discovery: 4, token: 3, jwks: 3 },
  actions: [["signIn"]],
  events: ["error", "error"],
  claims: (claims) => ({ ...claims, nonce: "another-sign-in-altogether" }),
};
