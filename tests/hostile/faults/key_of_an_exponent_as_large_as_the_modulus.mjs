export default {
  does: "publishes RSA with an exponent that takes seconds",
  source: "SECURITY 135; CVE-2023-29409",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, e: key.n }],
};
