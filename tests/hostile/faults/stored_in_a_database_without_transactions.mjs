import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["break", "transaction"], "local"),
  does: "meets a browser whose database opens and takes no transaction",
  source: "SECURITY 142; API Outcomes",
  code: "storage_unavailable",
  status: "error",
  again: "storage_unavailable",
  events: ["signed-in", "error"],
  holds: true,
};
