export default {
  does: "writes the beginning as text",
  source: "SECURITY 53",
  code: "claim_invalid",
  claim: "iat",
  claims: (claims) => ({ ...claims, iat: String(claims.iat) }),
};
