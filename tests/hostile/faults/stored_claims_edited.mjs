import { encode } from "../support/keys.mjs";
import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("jwt_malformed", () => ["exchange", ".", `.${encode({ groups: ["Administrators"] })}.`]),
  does: "finds a token with claims that somebody put in",
  source: "SECURITY 141",
};
