import { parts } from "../support/keys.mjs";

export default {
  does: "sends two parts",
  source: "SECURITY 26; RFC 7515 5.2",
  code: "jwt_malformed",
  idToken: (signed) => parts(signed).slice(0, 2).join("."),
};
