export default {
  does: "sends the nonce in small letters",
  source: "SECURITY 62; D16",
  code: "nonce_mismatch",
  claims: (claims) => ({ ...claims, nonce: claims.nonce.toLowerCase() }),
};
