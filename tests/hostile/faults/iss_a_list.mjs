export default {
  does: "names itself in a list",
  source: "SECURITY 43; CVE-2025-45768",
  code: "claim_invalid",
  claim: "iss",
  claims: (claims) => ({ ...claims, iss: [claims.iss] }),
};
