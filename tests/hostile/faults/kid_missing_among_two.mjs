import { jwk } from "../support/keys.mjs";

export default {
  does: "has two keys for RS256 and does not say which",
  source: "SECURITY 9; OpenID Connect Core 10.1",
  code: "jwt_key_ambiguous",
  keys: (keys) => [...keys, jwk("other", { alg: "RS256" })],
  header: ({ alg }) => ({ alg }),
};
