import { createHash } from "node:crypto";

const half = (text) => createHash("sha384").update(text).digest().subarray(0, 24).toString("base64url");

export default {
  does: "signs ES384, with an `at_hash` and a `c_hash` of SHA-384",
  source: "D13; OpenID Connect Core 3.1.3.6",
  key: "p384",
  alg: "ES384",
  claims: (claims, { access, code }) => ({ ...claims, at_hash: half(access), c_hash: half(code) }),
};
