export default {
  does: "refuses by an error that no standard knows",
  source: "SECURITY 90; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  stage: "response",
  says: { error: "AADSTS50105" },
  response: (_, run) => new URLSearchParams({ error: "AADSTS50105", state: run.asked.state, iss: run.issuer }),
};
