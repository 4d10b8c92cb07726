import { bound } from "../support/bound.mjs";

export default {
  does: "meets a browser whose key signs nothing any more",
  source: "I1; API Outcomes",
  code: "storage_unavailable",
  status: "error",
  requests: { token: 0 },
  config: bound,
  away: [["break", "signing"]],
};
