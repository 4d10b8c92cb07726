export default {
  does: "calls its P-256 key P-384",
  source: "SECURITY 7, 137",
  code: "jwt_key_rejected",
  key: "p256",
  alg: "ES256",
  keys: ([key]) => [{ ...key, crv: "P-384" }],
};
