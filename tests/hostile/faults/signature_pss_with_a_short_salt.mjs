export default {
  does: "signs PS256 with a salt of 20 bytes",
  source: "SECURITY 35; RFC 7518 3.5",
  code: "jwt_signature_invalid",
  alg: "PS256",
  options: { saltLength: 20 },
};
