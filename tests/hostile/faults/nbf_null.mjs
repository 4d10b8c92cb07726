export default {
  does: "says `nbf: null`",
  source: "SECURITY 53; CVE-2026-25537",
  code: "claim_invalid",
  claim: "nbf",
  claims: (claims) => ({ ...claims, nbf: null }),
};
