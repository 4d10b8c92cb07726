export default {
  does: "says after a reload, to a request without pages, that nobody is signed in: no error",
  source: "A15; API start (c); OpenID Connect Core 3.1.2.6",
  stage: "token",
  requests: { authorize: 2, discovery: 4 },
  config: { storage: "memory" },
  actions: [["reload"]],
  response: (response, run) =>
    run.asked.prompt === "none" ? new URLSearchParams({ error: "login_required", state: run.asked.state, iss: run.issuer }) : response,
  silent: true,
};
