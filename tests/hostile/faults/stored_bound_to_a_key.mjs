import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }]),
  does: "finds a session that is bound to a key, though the app binds none",
  source: "SECURITY 141; RFC 9449 5",
};
