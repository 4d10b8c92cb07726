export default {
  does: "renews a session that is kept in memory for another person",
  source: "SECURITY 66, 67; OpenID Connect Core 12.2",
  code: "subject_mismatch",
  config: { storage: "memory" },
  refresh: { claims: (claims) => ({ ...claims, sub: "somebody-else-with-the-same-session" }) },
};
