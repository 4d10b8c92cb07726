export default {
  does: "renews for another client",
  source: "SECURITY 66; OpenID Connect Core 12.2",
  code: "audience_rejected",
  refresh: { claims: (claims) => ({ ...claims, aud: "another-app" }) },
};
