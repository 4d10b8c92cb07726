import { bound } from "../support/bound.mjs";

export default {
  does: "meets a browser whose database never opens",
  source: "I1; SECURITY 107",
  code: "storage_unavailable",
  status: "error",
  stage: "metadata",
  config: bound,
  first: [["break", "database_never"]],
};
