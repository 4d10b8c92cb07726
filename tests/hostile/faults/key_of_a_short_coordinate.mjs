import { encode } from "../support/keys.mjs";

export default {
  does: "publishes a coordinate of 31 bytes",
  source: "SECURITY 137; RFC 7518 6.2.1.2",
  code: "jwt_key_rejected",
  key: "p256",
  alg: "ES256",
  keys: ([key]) => [{ ...key, x: encode(Buffer.from(key.x, "base64url").subarray(1)) }],
};
