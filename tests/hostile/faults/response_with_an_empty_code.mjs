export default {
  does: "gives a code of no letters",
  source: "B1; RFC 6749 3.1",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.set("code", ""),
};
