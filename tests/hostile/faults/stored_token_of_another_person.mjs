import { another } from "../support/stored.mjs";

export default {
  does: "finds another person's good token beside these tokens: they are not mixed",
  source: "SECURITY 66, 147; D15",
  code: "subject_mismatch",
  refresh: {},
  requests: { discovery: 3, jwks: 2 },
  actions: (run) => [["edit", another(run, { sub: "somebody-else", groups: [] })], ["restart"], ["refresh"]],
};
