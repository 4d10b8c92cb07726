export default {
  does: "percent-encodes bytes that are no UTF-8 in the code",
  source: "B1; RFC 6749 appendix B",
  code: "response_malformed",
  stage: "response",
  response: (response) => `code=%ff%fe&state=${response.get("state")}&iss=${encodeURIComponent(response.get("iss"))}`,
};
