export default {
  does: "answers with two codes",
  source: "SECURITY 83; RFC 6749 3.1",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.append("code", "another-code"),
};
