import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["break", "database_never"], "local"),
  does: "meets a browser whose database never opens",
  source: "SECURITY 107, 142",
  code: "storage_unavailable",
  status: "error",
  again: "storage_unavailable",
  events: ["signed-in", "error"],
  holds: true,
};
