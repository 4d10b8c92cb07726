import { bound } from "../support/bound.mjs";

export default {
  does: "gives a token of a third kind where a bound one was asked for",
  source: "SECURITY 111; RFC 9449 5",
  code: "token_type_unsupported",
  config: bound,
  body: (body) => ({ ...body, token_type: "DPoP Bearer" }),
};
