import { encode } from "../support/keys.mjs";

export default {
  does: "renews with a token that is not signed",
  source: "SECURITY 1; OpenID Connect Core 12.2",
  code: "jwt_alg_rejected",
  refresh: { idToken: (_, { claims }) => `${encode({ alg: "none" })}.${encode(claims)}.` },
};
