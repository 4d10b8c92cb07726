import { bound } from "../support/bound.mjs";
import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { jkt: null }]),
  does: "finds a plain session, though the app binds its tokens",
  source: "SECURITY 121, 141; RFC 9449 5",
  config: bound,
};
