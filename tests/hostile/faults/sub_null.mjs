export default {
  does: "names the person null",
  source: "D12; OpenID Connect Core 2",
  code: "claim_invalid",
  claim: "sub",
  claims: (claims) => ({ ...claims, sub: null }),
};
