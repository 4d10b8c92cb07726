import { encode } from "../support/keys.mjs";

export default {
  does: "binds the ID token to another code",
  source: "OpenID Connect Core 3.3.2.11",
  code: "c_hash_mismatch",
  claim: "c_hash",
  claims: (claims) => ({ ...claims, c_hash: encode(Buffer.alloc(16, 7)) }),
};
