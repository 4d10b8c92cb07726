import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { access: "a\r\nx-injected: b" }]),
  does: "finds an access token that would break a header into two",
  source: "SECURITY 141; RFC 9110 5.5",
};
