export default {
  does: "loses the state each time, while the app asks again each time",
  source: "API Outcomes; issue 4.4; SECURITY 145",
  code: "sign_in_loop",
  stage: "response",
  requests: { authorize: 3, discovery: 3 },
  open: true,
  actions: [["signIn"]],
  events: ["error", "error"],
  response: (response) => response.delete("state"),
};
