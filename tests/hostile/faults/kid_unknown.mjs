export default {
  does: "signs with a key that is not in its set, which was read for this very token",
  source: "SECURITY 10; OpenID Connect Core 10.1.1",
  code: "jwt_key_missing",
  requests: { jwks: 1 },
  header: (header) => ({ ...header, kid: "never-published" }),
};
