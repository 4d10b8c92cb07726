export default {
  does: "refuses the person after a reload",
  source: "A15; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  stage: "token",
  requests: { authorize: 2, discovery: 4 },
  config: { storage: "memory" },
  actions: [["reload"]],
  response: (response, run) =>
    run.asked.prompt === "none" ? new URLSearchParams({ error: "access_denied", state: run.asked.state, iss: run.issuer }) : response,
  silent: true,
};
