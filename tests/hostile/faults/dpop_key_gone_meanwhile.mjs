import { bound } from "../support/bound.mjs";

export default {
  does: "finds the key gone when the person is back: the code is bound to it, and is not sent",
  source: "I1; RFC 9449 10",
  code: "interaction_required",
  requests: { token: 0 },
  config: bound,
  away: [["unplant"]],
};
