export default {
  does: "signs PS256",
  source: "API Alg; RFC 7518 3.5",
  alg: "PS256",
};
