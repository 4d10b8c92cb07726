export default {
  does: "signs ES256",
  source: "API Alg; RFC 7518 3.4",
  key: "p256",
  alg: "ES256",
};
