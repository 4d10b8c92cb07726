export default {
  does: "promises to name itself and does not",
  source: "B4; RFC 9207 2.4",
  code: "response_issuer_missing",
  stage: "response",
  response: (response) => response.delete("iss"),
};
