export default {
  does: "sends an empty nonce",
  source: "SECURITY 62, 63",
  code: "nonce_mismatch",
  claims: (claims) => ({ ...claims, nonce: "" }),
};
