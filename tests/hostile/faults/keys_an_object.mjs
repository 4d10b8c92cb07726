export default {
  does: "publishes an object of keys",
  source: "SECURITY 129; RFC 7517 5",
  code: "jwks_invalid",
  keys: ([key]) => ({ [key.kid]: key }),
};
