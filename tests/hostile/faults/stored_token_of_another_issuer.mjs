import { another, unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("issuer_rejected", (run) => ["edit", another(run, { iss: "https://evil.example" })]),
  does: "finds the token of another issuer",
  source: "SECURITY 141; D1",
};
