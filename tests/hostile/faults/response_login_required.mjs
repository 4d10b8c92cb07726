export default {
  does: "says `login_required` to a request that did not forbid a login",
  source: "SECURITY 90; OpenID Connect Core 3.1.2.6",
  code: "interaction_required",
  stage: "response",
  response: (_, run) => new URLSearchParams({ error: "login_required", state: run.asked.state, iss: run.issuer }),
};
