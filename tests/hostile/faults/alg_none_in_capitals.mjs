import { encode } from "../support/keys.mjs";

export default {
  does: "calls it `NONE`, which a list of forbidden names would miss",
  source: "SECURITY 2; RFC 8725bis",
  code: "jwt_alg_rejected",
  idToken: (_, { claims }) => `${encode({ alg: "NONE" })}.${encode(claims)}.`,
};
