export default {
  does: "publishes 10 MB",
  source: "SECURITY 126; API limits",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, more: "m".repeat(10 * 1024 * 1024) }),
};
