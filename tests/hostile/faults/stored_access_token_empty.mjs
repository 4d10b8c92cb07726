import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { access: "" }]),
  does: "finds an access token of no letters",
  source: "SECURITY 141; RFC 6749 appendix A.12",
};
