import { encode } from "../support/keys.mjs";

export default {
  does: "publishes RSA of 16,384 bits",
  source: "SECURITY 135; CVE-2023-29409",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, n: encode(Buffer.alloc(2048, 0xff)) }],
};
