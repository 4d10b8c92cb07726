export default {
  does: "renews in the name of another issuer",
  source: "SECURITY 66; OpenID Connect Core 12.2",
  code: "issuer_rejected",
  refresh: { claims: (claims) => ({ ...claims, iss: "https://evil.example" }) },
};
