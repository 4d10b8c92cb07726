import { bound } from "../support/bound.mjs";

export default {
  does: "renews a bound token by a plain one",
  source: "C10; SECURITY 121; RFC 9449 5",
  code: "dpop_downgraded",
  config: bound,
  refresh: { body: (body) => ({ ...body, token_type: "bearer" }) },
};
