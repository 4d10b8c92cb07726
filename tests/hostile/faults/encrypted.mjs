import { encode, parts } from "../support/keys.mjs";

export default {
  does: "sends an encrypted token of five parts",
  source: "SECURITY 27; RFC 7516 7.1",
  code: "jwt_encrypted",
  idToken: (signed) => [encode({ alg: "RSA-OAEP", enc: "A256GCM" }), "a2V5", "aXY", parts(signed)[1], "dGFn"].join("."),
};
