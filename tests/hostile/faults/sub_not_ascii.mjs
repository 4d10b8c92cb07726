export default {
  does: "names the person outside of ASCII",
  source: "D12; OpenID Connect Core 2",
  code: "claim_invalid",
  claim: "sub",
  claims: (claims) => ({ ...claims, sub: "zoë" }),
};
