import { encode } from "../support/keys.mjs";

export default {
  does: "publishes a symmetric secret with its public key",
  source: "SECURITY 133",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, k: encode("a secret that everybody knows, in full") }],
};
