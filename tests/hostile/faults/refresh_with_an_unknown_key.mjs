export default {
  does: "renews with a key that it never publishes: its keys are read once more",
  source: "SECURITY 10; OpenID Connect Core 10.1.1",
  code: "jwt_key_missing",
  requests: { jwks: 2 },
  refresh: { header: (header) => ({ ...header, kid: "never-published" }) },
};
