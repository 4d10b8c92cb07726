export default {
  does: "signs ES512",
  source: "API Alg; RFC 7518 3.4",
  key: "p521",
  alg: "ES512",
};
