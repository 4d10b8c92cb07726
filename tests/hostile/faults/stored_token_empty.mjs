import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("jwt_malformed", () => ["edit", { id: "" }]),
  does: "finds an ID token of no letters",
  source: "SECURITY 141",
};
