import { encode, parts } from "../support/keys.mjs";

export default {
  does: "sends an ECDSA signature of zeros",
  source: "G13; CVE-2022-21449",
  code: "jwt_signature_invalid",
  key: "p256",
  alg: "ES256",
  idToken: (signed) => [...parts(signed).slice(0, 2), encode(Buffer.alloc(64))].join("."),
};
