export default {
  does: "publishes a list",
  source: "F3; OpenID Connect Discovery 4.2",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => [metadata],
};
