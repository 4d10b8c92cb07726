export default {
  does: "ends before the epoch",
  source: "SECURITY 54",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: -1 }),
};
