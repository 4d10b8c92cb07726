import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("nonce_mismatch", () => ["edit", { nonce: "another-sign-in-altogether" }]),
  does: "finds the nonce of another sign-in",
  source: "SECURITY 62, 141",
};
