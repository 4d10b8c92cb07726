import { encode } from "../support/keys.mjs";

export default {
  does: "publishes a certificate instead of a key",
  source: "SECURITY 14; RFC 7518 6.3.1",
  code: "jwt_key_rejected",
  keys: ([{ n, e, ...key }]) => [{ ...key, x5c: [encode(n)] }],
};
