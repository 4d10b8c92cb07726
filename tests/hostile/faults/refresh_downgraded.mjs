export default {
  does: "renews with a token of another kind",
  source: "SECURITY 111; RFC 6749 7.1",
  code: "token_type_unsupported",
  refresh: { body: (body) => ({ ...body, token_type: "mac" }) },
};
