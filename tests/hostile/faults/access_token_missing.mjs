export default {
  does: "gives no access token",
  source: "C4; RFC 6749 5.1",
  code: "token_response_invalid",
  body: ({ access_token, ...body }) => body,
};
