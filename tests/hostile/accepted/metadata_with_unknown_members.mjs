export default {
  does: "publishes what nobody knows, algorithms among it",
  source: "OpenID Connect Discovery 3",
  metadata: (metadata) => ({
    ...metadata,
    id_token_signing_alg_values_supported: ["none", "HS256", "ML-DSA-44", ...metadata.id_token_signing_alg_values_supported],
    code_challenge_methods_supported: ["plain", "S256"],
    __custom: { deep: [1, 2, { three: null }] },
  }),
};
