import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { accepted: "99999999999999999999" }]),
  does: "finds a time that no clock holds",
  source: "SECURITY 54, 142",
};
