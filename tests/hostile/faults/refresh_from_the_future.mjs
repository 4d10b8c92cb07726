export default {
  does: "renews with a token of tomorrow",
  source: "SECURITY 59; OpenID Connect Core 12.2",
  code: "token_not_yet_valid",
  refresh: { claims: (claims) => ({ ...claims, iat: claims.iat + 86_400, exp: claims.exp + 86_400 }) },
};
