export default {
  does: "takes an authentication of an hour ago for a recent one",
  source: "SECURITY 69; OpenID Connect Core 3.1.3.7 step 13",
  code: "auth_too_old",
  claim: "auth_time",
  signIn: { maxAge: 300 },
  claims: (claims) => ({ ...claims, auth_time: claims.iat - 3600 }),
};
