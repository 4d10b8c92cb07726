export default {
  does: "names no audience",
  source: "SECURITY 46; D12",
  code: "claim_missing",
  claim: "aud",
  claims: ({ aud, ...claims }) => claims,
};
