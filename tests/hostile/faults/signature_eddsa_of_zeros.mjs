import { encode, parts } from "../support/keys.mjs";

export default {
  does: "sends an Ed25519 signature of zeros",
  source: "SECURITY 33; RFC 8032 5.1.7",
  code: "jwt_signature_invalid",
  key: "ed25519",
  alg: "EdDSA",
  idToken: (signed) => [...parts(signed).slice(0, 2), encode(Buffer.alloc(64))].join("."),
};
