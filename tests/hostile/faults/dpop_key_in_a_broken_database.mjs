import { bound } from "../support/bound.mjs";

export default {
  does: "meets a browser whose database cannot be opened",
  source: "I1; API Outcomes",
  code: "storage_unavailable",
  status: "error",
  stage: "metadata",
  config: bound,
  first: [["break", "database_later"]],
};
