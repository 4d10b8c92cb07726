export default {
  does: "names another tenant of its host",
  source: "SECURITY 45; OpenID Connect Core 3.1.3.7 step 2",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: new URL("/another-tenant", claims.iss).href }),
};
