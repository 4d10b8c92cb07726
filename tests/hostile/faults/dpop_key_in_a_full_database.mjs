import { bound } from "../support/bound.mjs";

export default {
  does: "meets a browser that has no room for the key",
  source: "I1; SECURITY 143",
  code: "storage_unavailable",
  status: "error",
  stage: "metadata",
  config: bound,
  first: [["break", "write"]],
};
