export default {
  does: "gives a token of the kind `bearer`",
  source: "SECURITY 110; FAPI 2.0 token-type-case-insensitivity",
  body: (body) => ({ ...body, token_type: "bearer" }),
};
