import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["write", 42], "local"),
  does: "finds a number in the database, in the place of the session",
  source: "SECURITY 142",
};
