export default {
  does: "sends a token that is good in ten minutes",
  source: "SECURITY 61; RFC 7519 4.1.5",
  code: "token_not_yet_valid",
  claim: "nbf",
  claims: (claims) => ({ ...claims, nbf: claims.iat + 600 }),
};
