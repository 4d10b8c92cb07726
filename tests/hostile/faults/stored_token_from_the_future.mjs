import { another, unverifiable } from "../support/stored.mjs";

const ahead = Math.floor(Date.now() / 1000) + 86_400;

export default {
  ...unverifiable("token_not_yet_valid", (run) => ["edit", another(run, { iat: ahead, exp: ahead + 3600 })]),
  does: "finds a token of tomorrow",
  source: "SECURITY 59, 141",
};
