export default {
  does: "binds the token to a key that nobody has",
  source: "C4; RFC 9449 5",
  code: "token_type_unsupported",
  body: (body) => ({ ...body, token_type: "DPoP" }),
};
