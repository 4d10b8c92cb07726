import { parts } from "../support/keys.mjs";

export default {
  does: "sends four parts",
  source: "SECURITY 26; Wycheproof rejectsExtraComponent",
  code: "jwt_malformed",
  idToken: (signed) => `${signed}.${parts(signed)[2]}`,
};
