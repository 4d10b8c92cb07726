import { encode, parts } from "../support/keys.mjs";

export default {
  does: "says `alg: none` and keeps a good signature",
  source: "SECURITY 3; Wycheproof algIsNone",
  code: "jwt_alg_rejected",
  idToken: (signed) => [encode({ alg: "none", kid: "rsa" }), ...parts(signed).slice(1)].join("."),
};
