import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { refresh: "a b" }], "local"),
  does: "finds a refresh token of two words",
  source: "SECURITY 141; RFC 6749 appendix A.17",
};
