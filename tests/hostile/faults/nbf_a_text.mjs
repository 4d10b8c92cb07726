export default {
  does: "writes `nbf` as text",
  source: "SECURITY 53; CVE-2026-25537",
  code: "claim_invalid",
  claim: "nbf",
  claims: (claims) => ({ ...claims, nbf: String(claims.iat) }),
};
