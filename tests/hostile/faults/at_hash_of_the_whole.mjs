import { createHash } from "node:crypto";

export default {
  does: "sends the whole hash for its left half",
  source: "D13; OpenID Connect Core 3.1.3.6",
  code: "at_hash_mismatch",
  claims: (claims, { access }) => ({ ...claims, at_hash: createHash("sha256").update(access).digest("base64url") }),
};
