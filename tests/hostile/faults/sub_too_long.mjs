export default {
  does: "names the person by 256 letters",
  source: "D12; OpenID Connect Core 2",
  code: "claim_invalid",
  claim: "sub",
  claims: (claims) => ({ ...claims, sub: "s".repeat(256) }),
};
