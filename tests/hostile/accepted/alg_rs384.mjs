export default {
  does: "signs RS384",
  source: "API Alg; RFC 7518 3.3",
  alg: "RS384",
};
