export default {
  does: "publishes RSA with numbers for texts",
  source: "SECURITY 130; RFC 7518 6.3.1",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, e: 65537 }],
};
