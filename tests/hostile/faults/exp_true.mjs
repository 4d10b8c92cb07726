export default {
  does: "says that the token ends at `true`",
  source: "SECURITY 53; CVE-2026-25537",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: true }),
};
