export default {
  does: "refuses by an error of letters that no error has",
  source: "B8; RFC 6749 4.1.2.1",
  code: "response_malformed",
  stage: "response",
  response: (_, run) => new URLSearchParams({ error: 'access"denied', state: run.asked.state, iss: run.issuer }),
};
