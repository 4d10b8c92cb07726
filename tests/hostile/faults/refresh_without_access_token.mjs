export default {
  does: "renews without an access token",
  source: "RFC 6749 5.1",
  code: "token_response_invalid",
  refresh: { body: ({ access_token, ...body }) => body },
};
