export default {
  does: "says that the person will authenticate in an hour",
  source: "SECURITY 69",
  code: "token_not_yet_valid",
  claim: "auth_time",
  signIn: { maxAge: 300 },
  claims: (claims) => ({ ...claims, auth_time: claims.iat + 3600 }),
};
