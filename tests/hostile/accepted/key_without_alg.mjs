export default {
  does: "publishes a key that does not say its algorithm",
  source: "SECURITY 6; RFC 7517 4.4",
  keys: ([{ alg, ...key }]) => [key],
};
