import { encode } from "../support/keys.mjs";

export default {
  does: "publishes RSA with a zero byte before the modulus",
  source: "RFC 7518 2",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, n: encode(Buffer.concat([Buffer.alloc(1), Buffer.from(key.n, "base64url")])) }],
};
