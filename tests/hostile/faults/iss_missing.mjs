export default {
  does: "does not say who it is",
  source: "D12; OpenID Connect Core 2",
  code: "claim_missing",
  claim: "iss",
  claims: ({ iss, ...claims }) => claims,
};
