export default {
  does: "writes the end in a list",
  source: "SECURITY 53",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: [claims.exp] }),
};
