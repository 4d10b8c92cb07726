export default {
  does: "publishes a key that may verify, and more",
  source: "F9; RFC 7517 4.3",
  keys: ([key]) => [{ ...key, key_ops: ["verify", "sign"] }],
};
