export default {
  does: "signs ES256 with a key on secp256k1",
  source: "SECURITY 7; Wycheproof key 23",
  code: "jwt_key_rejected",
  key: "secp256k1",
  alg: "ES256",
};
