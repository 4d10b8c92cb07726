const refused = (run) => new URLSearchParams({ error: "invalid_scope", state: run.asked.state, iss: run.issuer });

export default {
  does: "refuses the optional scope, and takes the rest",
  source: "API optionalScope",
  requests: { authorize: 2, discovery: 3 },
  response: (response, run) => (run.asked.scope.includes("offline_access") ? refused(run) : response),
};
