export default {
  does: "says that the token lasts `3600abc` seconds",
  source: "SECURITY 115",
  code: "token_response_invalid",
  body: (body) => ({ ...body, expires_in: "3600abc" }),
};
