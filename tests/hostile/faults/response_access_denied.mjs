export default {
  does: "refuses the person",
  source: "SECURITY 90; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  stage: "response",
  says: { error: "access_denied", description: "not today" },
  response: (_, run) =>
    new URLSearchParams({ error: "access_denied", error_description: "not today", state: run.asked.state, iss: run.issuer }),
};
