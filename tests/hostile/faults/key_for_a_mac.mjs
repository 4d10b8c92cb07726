export default {
  does: "publishes its RSA key for HS256",
  source: "F9; SECURITY 6",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, alg: "HS256" }],
};
