export default {
  does: "writes an ECDSA signature in DER",
  source: "G13; RFC 7518 3.4",
  code: "jwt_signature_invalid",
  key: "p256",
  alg: "ES256",
  options: { dsaEncoding: "der" },
};
