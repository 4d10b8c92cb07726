export default {
  does: "publishes a script for its sign-out",
  source: "F5; RP-Initiated Logout 2.1",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, end_session_endpoint: "javascript:alert(document.cookie)" }),
};
