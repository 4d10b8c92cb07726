export default {
  does: "publishes a key of a type that nobody knows",
  source: "SECURITY 130; RFC 7517 5",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, kty: "AKP" }],
};
