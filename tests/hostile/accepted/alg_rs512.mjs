export default {
  does: "signs RS512",
  source: "API Alg; RFC 7518 3.3",
  alg: "RS512",
};
