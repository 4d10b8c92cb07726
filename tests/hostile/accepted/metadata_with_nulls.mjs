export default {
  does: "publishes null for what it does not have",
  source: "F3; PROVIDERS",
  metadata: (metadata) => ({ ...metadata, end_session_endpoint: null, revocation_endpoint: null, code_challenge_methods_supported: null }),
};
