import { bound } from "../support/bound.mjs";

export default {
  does: "meets a browser that refuses databases, where the key is kept",
  source: "I1; API Outcomes",
  code: "storage_unavailable",
  status: "error",
  stage: "metadata",
  config: bound,
  first: [["break", "database"]],
};
