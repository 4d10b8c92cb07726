export default {
  does: "does not say when the token ends",
  source: "SECURITY 51; D12",
  code: "claim_missing",
  claim: "exp",
  claims: ({ exp, ...claims }) => claims,
};
