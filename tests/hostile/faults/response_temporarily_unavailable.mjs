export default {
  does: "is in trouble, and says so",
  source: "SECURITY 90; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  retriable: true,
  stage: "response",
  response: (_, run) => new URLSearchParams({ error: "temporarily_unavailable", state: run.asked.state, iss: run.issuer }),
};
