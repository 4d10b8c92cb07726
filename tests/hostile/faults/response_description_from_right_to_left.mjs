export default {
  does: "describes its refusal by characters that turn the text around and colour a terminal",
  source: "SECURITY 91; B8",
  code: "authorization_denied",
  stage: "response",
  says: { error: "access_denied" },
  response: (_, run) =>
    new URLSearchParams({ error: "access_denied", error_description: "\u202eevil \u001b[31m", state: run.asked.state, iss: run.issuer }),
};
