export default {
  does: "says that the token lasts `true` seconds",
  source: "SECURITY 115",
  code: "token_response_invalid",
  body: (body) => ({ ...body, expires_in: true }),
};
