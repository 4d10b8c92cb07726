export default {
  does: "renews for nobody",
  source: "D12; OpenID Connect Core 12.2",
  code: "claim_missing",
  claim: "sub",
  refresh: { claims: ({ sub, ...claims }) => claims },
};
