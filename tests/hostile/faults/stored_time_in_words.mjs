import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { accepted: "yesterday" }]),
  does: "finds in words when the ID token was accepted",
  source: "SECURITY 141, 142",
};
