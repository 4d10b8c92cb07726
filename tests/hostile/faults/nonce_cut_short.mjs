export default {
  does: "sends the beginning of the nonce",
  source: "SECURITY 62",
  code: "nonce_mismatch",
  claims: (claims) => ({ ...claims, nonce: claims.nonce.slice(0, 20) }),
};
