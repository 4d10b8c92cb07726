export default {
  does: "gives a token of the kind `bEARER`",
  source: "SECURITY 110",
  body: (body) => ({ ...body, token_type: "bEARER" }),
};
