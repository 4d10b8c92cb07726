export default {
  does: "publishes its RSA key for RSA-OAEP",
  source: "F9; RFC 7517 4.4",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, alg: "RSA-OAEP" }],
};
