import { encode } from "../support/keys.mjs";

export default {
  does: "sends an ID token that is not signed: `alg: none` and no signature",
  source: "SECURITY 1; RFC 8725 3.2",
  code: "jwt_alg_rejected",
  idToken: (_, { claims }) => `${encode({ alg: "none" })}.${encode(claims)}.`,
};
