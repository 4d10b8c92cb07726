export default {
  does: "signs ES256 with a key on P-384",
  source: "SECURITY 7; CVE-2022-23539",
  code: "jwt_key_rejected",
  key: "p384",
  alg: "ES256",
};
