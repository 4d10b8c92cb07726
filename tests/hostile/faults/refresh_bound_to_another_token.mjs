import { encode } from "../support/keys.mjs";

export default {
  does: "renews with a hash of another access token",
  source: "D13; OpenID Connect Core 3.1.3.8",
  code: "at_hash_mismatch",
  refresh: { claims: (claims) => ({ ...claims, at_hash: encode(Buffer.alloc(16, 7)) }) },
};
