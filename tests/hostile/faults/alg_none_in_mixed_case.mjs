import { encode } from "../support/keys.mjs";

export default {
  does: "calls it `nOnE`",
  source: "SECURITY 2; RFC 8725bis",
  code: "jwt_alg_rejected",
  idToken: (_, { claims }) => `${encode({ alg: "nOnE", kid: "rsa" })}.${encode(claims)}.`,
};
