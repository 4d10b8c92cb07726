export default {
  does: "renews for another person",
  source: "SECURITY 66, 67; OpenID Connect Core 12.2",
  code: "subject_mismatch",
  refresh: { claims: (claims) => ({ ...claims, sub: "somebody-else-with-the-same-session" }) },
};
