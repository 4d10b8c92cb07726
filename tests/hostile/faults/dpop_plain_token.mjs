import { bound } from "../support/bound.mjs";

export default {
  does: "gives a plain token where a bound one was asked for",
  source: "C10; SECURITY 121; RFC 9449 5",
  code: "dpop_downgraded",
  config: bound,
  body: (body) => ({ ...body, token_type: "Bearer" }),
};
