import { encode, parts } from "../support/keys.mjs";

export default {
  does: "publishes an Ed25519 key of small order, under which zeros are a signature",
  source: "SECURITY 33; RFC 8032 5.1.7",
  code: "jwt_key_rejected",
  key: "ed25519",
  alg: "EdDSA",
  keys: ([key]) => [{ ...key, x: encode(Buffer.alloc(32)) }],
  idToken: (signed) => [...parts(signed).slice(0, 2), encode(Buffer.alloc(64))].join("."),
};
