export default {
  does: "sends an `error_uri` of a script with its refusal",
  source: "B8; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  stage: "response",
  says: { error: "access_denied" },
  response: (_, run) =>
    new URLSearchParams({ error: "access_denied", error_uri: "javascript:alert(1)", state: run.asked.state, iss: run.issuer }),
};
