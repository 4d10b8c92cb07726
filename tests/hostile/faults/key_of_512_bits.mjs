export default {
  does: "signs with RSA of 512 bits",
  source: "SECURITY 134; RFC 7518 3.3",
  code: "jwt_key_rejected",
  key: "rsa512",
};
