export default {
  does: "promises to name itself by the text `true`",
  source: "B4; RFC 9207 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, authorization_response_iss_parameter_supported: "true" }),
};
