export default {
  does: "does not say what kind of token it is",
  source: "SECURITY 111; RFC 6749 7.1",
  code: "token_response_invalid",
  body: ({ token_type, ...body }) => body,
};
