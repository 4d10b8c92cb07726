export default {
  does: "publishes a list of 150,000 scopes",
  source: "SECURITY 126; API limits",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, scopes_supported: Array(150_000).fill("s") }),
};
