export default {
  does: "gives no refresh token",
  source: "RFC 6749 5.1",
  body: ({ refresh_token, ...body }) => body,
};
