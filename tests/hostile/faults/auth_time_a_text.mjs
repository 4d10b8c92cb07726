export default {
  does: "writes the time of authentication as text",
  source: "SECURITY 53, 69",
  code: "claim_invalid",
  claim: "auth_time",
  signIn: { maxAge: 300 },
  claims: (claims) => ({ ...claims, auth_time: String(claims.iat) }),
};
