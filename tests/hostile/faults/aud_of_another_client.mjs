export default {
  does: "names another client",
  source: "D2; OpenID Connect Core 3.1.3.7 step 3",
  code: "audience_rejected",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: "another-app" }),
};
