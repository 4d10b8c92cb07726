export default {
  does: "writes the end in milliseconds",
  source: "SECURITY 54; RFC 7519 2",
  code: "claim_invalid",
  claim: "exp",
  claims: (claims) => ({ ...claims, exp: claims.exp * 1000 }),
};
