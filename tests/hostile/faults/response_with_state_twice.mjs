export default {
  does: "answers with two states, the right one first",
  source: "SECURITY 83; RFC 6749 3.1",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.append("state", "another-state"),
};
