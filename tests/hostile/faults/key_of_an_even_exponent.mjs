export default {
  does: "publishes RSA with an even exponent",
  source: "SECURITY 135",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, e: "AQAC" }],
};
