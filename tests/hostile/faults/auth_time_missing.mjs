export default {
  does: "does not say when the person authenticated, though it was asked",
  source: "SECURITY 69; OpenID Connect Core 3.1.3.7 step 13",
  code: "claim_missing",
  claim: "auth_time",
  signIn: { maxAge: 300 },
  claims: ({ auth_time, ...claims }) => claims,
};
