export default {
  does: "lists no method of PKCE",
  source: "A5; RFC 9700 2.1.1",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, code_challenge_methods_supported: [] }),
};
