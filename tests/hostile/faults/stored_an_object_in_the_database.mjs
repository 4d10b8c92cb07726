import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["write", { v: 1, id: "x" }], "local"),
  does: "finds an object in the database, in the place of the session",
  source: "SECURITY 142",
};
