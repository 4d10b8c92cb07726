export default {
  does: "refuses each time, while the app asks again each time",
  source: "API Outcomes; issue 4.4; SECURITY 90",
  code: "sign_in_loop",
  stage: "response",
  requests: { authorize: 3, discovery: 4 },
  actions: [["signIn"]],
  events: ["error", "error"],
  response: (_, run) => new URLSearchParams({ error: "access_denied", state: run.asked.state, iss: run.issuer }),
};
