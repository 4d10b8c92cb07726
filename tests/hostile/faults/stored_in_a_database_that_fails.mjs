import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["break", "database"], "local"),
  does: "meets a browser that refuses the database where the session is",
  source: "SECURITY 142; API Outcomes",
  code: "storage_unavailable",
  status: "error",
  again: "storage_unavailable",
  events: ["signed-in", "error"],
  holds: true,
};
