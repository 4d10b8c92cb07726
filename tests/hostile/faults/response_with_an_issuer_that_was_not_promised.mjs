export default {
  does: "promises nothing and names another issuer",
  source: "B3; RFC 9207 2.4",
  code: "response_issuer_mismatch",
  stage: "response",
  metadata: ({ authorization_response_iss_parameter_supported, ...metadata }) => metadata,
  response: (response) => response.set("iss", "https://evil.example"),
};
