export default {
  does: "hides another host behind a user's name",
  source: "F5; RFC 3986 7.6",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, token_endpoint: "https://localhost@evil.example/token" }),
};
