export default {
  does: "writes the end as text",
  source: "SECURITY 53; CVE-2026-25537",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: "9999999999" }),
};
