import { jwk } from "../support/keys.mjs";

export default {
  does: "gives two keys one name",
  source: "SECURITY 131; Wycheproof key 4",
  code: "jwt_key_ambiguous",
  keys: ([key]) => [key, jwk("other", { alg: "RS256", kid: key.kid })],
};
