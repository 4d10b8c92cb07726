export default {
  does: "signs with RSA of 3,072 bits",
  source: "SECURITY 134",
  key: "rsa3072",
};
