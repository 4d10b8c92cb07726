import { another, unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("jwt_type_rejected", (run) => ["edit", another(run, {}, { typ: "at+jwt" })]),
  does: "finds an access token in the place of the ID token",
  source: "SECURITY 38, 141",
};
