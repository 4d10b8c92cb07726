export default {
  does: "gives no token for the resource that the app asks for",
  source: "A13; RFC 8707 2",
  code: "authorization_denied",
  says: { error: "invalid_target" },
  stage: "response",
  config: { resource: "https://api.example" },
  response: (_, run) => new URLSearchParams({ error: "invalid_target", state: run.asked.state, iss: run.issuer }),
};
