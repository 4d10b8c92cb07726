export default {
  does: "is good in half a minute",
  source: "SECURITY 61; RFC 7519 4.1.5",
  claims: (claims) => ({ ...claims, nbf: claims.iat + 30 }),
};
