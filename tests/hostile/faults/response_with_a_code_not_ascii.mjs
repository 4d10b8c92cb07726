export default {
  does: "gives a code of letters that no code has",
  source: "B1; RFC 6749 appendix A.11",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.set("code", "c\u00f6de-\u202e"),
};
