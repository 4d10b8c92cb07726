export default {
  does: "describes its refusal at length",
  source: "SECURITY 91; API Outcomes",
  code: "authorization_denied",
  stage: "response",
  says: { error: "access_denied", description: "d".repeat(300) },
  response: (_, run) =>
    new URLSearchParams({ error: "access_denied", error_description: "d".repeat(1e5), state: run.asked.state, iss: run.issuer }),
};
