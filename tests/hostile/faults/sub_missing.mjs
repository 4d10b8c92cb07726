export default {
  does: "does not say who the person is",
  source: "D12; OpenID Connect Core 2",
  code: "claim_missing",
  claim: "sub",
  claims: ({ sub, ...claims }) => claims,
};
