export default {
  does: "signs with RSA of exponent 3",
  source: "SECURITY 135; RFC 8017 3.1",
  key: "exponent3",
};
