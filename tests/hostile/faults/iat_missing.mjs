export default {
  does: "does not say when the token was made",
  source: "SECURITY 58; D8",
  code: "claim_missing",
  claim: "iat",
  claims: ({ iat, ...claims }) => claims,
};
