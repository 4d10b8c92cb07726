export default {
  does: "publishes RSA with an exponent of 1: every message is its own signature",
  source: "SECURITY 135",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, e: "AQ" }],
};
