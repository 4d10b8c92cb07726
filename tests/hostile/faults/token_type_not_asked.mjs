export default {
  does: "gives a token of the kind `N_A`",
  source: "SECURITY 111; RFC 8693 2.2.1",
  code: "token_type_unsupported",
  body: (body) => ({ ...body, token_type: "N_A" }),
};
