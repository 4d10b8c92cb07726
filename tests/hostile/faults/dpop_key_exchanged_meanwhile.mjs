import { bound } from "../support/bound.mjs";

export default {
  does: "finds another key when the person is back: the code is bound to the first, and is not sent",
  source: "I1; RFC 9449 10",
  code: "interaction_required",
  requests: { token: 0 },
  config: bound,
  away: [["plant", "sealed"]],
};
