export default {
  does: "leaves the nonce out",
  source: "SECURITY 62; OpenID Connect Core 3.1.3.7 step 11",
  code: "claim_missing",
  claim: "nonce",
  claims: ({ nonce, ...claims }) => claims,
};
