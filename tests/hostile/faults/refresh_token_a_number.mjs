export default {
  does: "gives a number for a refresh token",
  source: "RFC 6749 5.1",
  code: "token_response_invalid",
  body: (body) => ({ ...body, refresh_token: 42 }),
};
