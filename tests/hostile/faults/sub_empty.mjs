export default {
  does: "gives the person no name",
  source: "D12; OpenID Connect Core 2",
  code: "claim_invalid",
  claim: "sub",
  claims: (claims) => ({ ...claims, sub: "" }),
};
