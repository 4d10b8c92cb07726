import { encode } from "../support/keys.mjs";

export default {
  does: "binds the ID token to another access token",
  source: "D13; OpenID Connect Core 3.1.3.8",
  code: "at_hash_mismatch",
  claim: "at_hash",
  claims: (claims) => ({ ...claims, at_hash: encode(Buffer.alloc(16, 7)) }),
};
