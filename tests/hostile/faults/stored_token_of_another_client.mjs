import { another, unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("audience_rejected", (run) => ["edit", another(run, { aud: "another-app" })]),
  does: "finds the token of another client of the same provider",
  source: "SECURITY 141; D2",
};
