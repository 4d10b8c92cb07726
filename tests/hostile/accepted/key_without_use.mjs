export default {
  does: "publishes a key that does not say its use",
  source: "F9; RFC 7517 4.2",
  keys: ([{ use, ...key }]) => [key],
};
