export default {
  does: "signs PS512",
  source: "API Alg; RFC 7518 3.5",
  alg: "PS512",
};
