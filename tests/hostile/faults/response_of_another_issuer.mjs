export default {
  does: "answers for another issuer: a mix-up",
  source: "SECURITY 81; RFC 9207 2.4",
  code: "response_issuer_mismatch",
  stage: "response",
  response: (response) => response.set("iss", "https://evil.example"),
};
