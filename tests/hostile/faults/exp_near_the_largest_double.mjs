export default {
  does: "ends at 1e308",
  source: "SECURITY 54",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: 1e308 }),
};
