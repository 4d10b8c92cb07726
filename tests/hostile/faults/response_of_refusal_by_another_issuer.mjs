export default {
  does: "refuses in the name of another issuer",
  source: "B3; RFC 9207 2.4",
  code: "response_issuer_mismatch",
  stage: "response",
  response: (response) => {
    response.delete("code");
    response.set("error", "access_denied");
    response.set("iss", "https://evil.example");
  },
};
