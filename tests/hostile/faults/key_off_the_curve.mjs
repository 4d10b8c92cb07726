import { encode } from "../support/keys.mjs";

export default {
  does: "publishes a point that is not on its curve",
  source: "SECURITY 137; Wycheproof key 22",
  code: "jwt_key_rejected",
  key: "p256",
  alg: "ES256",
  keys: ([key]) => [{ ...key, y: encode(Buffer.alloc(32, 1)) }],
};
