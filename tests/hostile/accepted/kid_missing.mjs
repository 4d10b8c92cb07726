export default {
  does: "does not name its only key",
  source: "F8; OpenID Connect Core 10.1",
  header: ({ alg }) => ({ alg }),
};
