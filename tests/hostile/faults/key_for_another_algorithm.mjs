export default {
  does: "publishes an RSA key for ES256",
  source: "F9, F10; RFC 8725 3.1",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, alg: "ES256" }],
};
