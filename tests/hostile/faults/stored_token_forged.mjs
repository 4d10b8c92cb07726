import { another, unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("jwt_signature_invalid", (run) => ["edit", another(run, {}, { key: "other" })], "local"),
  does: "finds a token that another key signed",
  source: "SECURITY 141; D4",
};
