export default {
  does: "refuses the scope, with the optional part and without",
  source: "API optionalScope; RFC 6749 4.1.2.1",
  code: "scope_refused",
  stage: "response",
  requests: { authorize: 2, discovery: 3 },
  response: (_, run) => new URLSearchParams({ error: "invalid_scope", state: run.asked.state, iss: run.issuer }),
};
