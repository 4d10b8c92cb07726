export default {
  does: "was asked by another client",
  source: "SECURITY 50; OpenID Connect Core 3.1.3.7 step 5",
  code: "azp_rejected",
  claim: "azp",
  claims: (claims) => ({ ...claims, azp: "another-app" }),
};
