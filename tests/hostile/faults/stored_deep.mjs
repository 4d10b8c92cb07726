import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["write", `{"v":${"[".repeat(50_000)}`]),
  does: "finds fifty thousand brackets in the place of the session",
  source: "SECURITY 23, 142",
};
