export default {
  does: "renews with a token that has ended",
  source: "D7; OpenID Connect Core 12.2",
  code: "token_expired",
  refresh: { claims: (claims) => ({ ...claims, exp: claims.iat - 120 }) },
};
