export default {
  does: "names its key `__proto__`",
  source: "SECURITY 11; RFC 8725 3.10",
  code: "jwt_key_missing",
  header: ({ alg }) => `{"alg":"${alg}","kid":"__proto__"}`,
};
