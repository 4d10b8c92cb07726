export default {
  does: "gives neither code nor error",
  source: "B1; RFC 6749 4.1.2",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.delete("code"),
};
