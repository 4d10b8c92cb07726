export default {
  does: "gives a token of the kind `mac`",
  source: "SECURITY 111; RFC 6749 7.1",
  code: "token_type_unsupported",
  body: (body) => ({ ...body, token_type: "mac" }),
};
