export default {
  does: "says in words what the key may do",
  source: "F9; RFC 7517 4.3",
  code: "jwt_key_rejected",
  keys: ([{ use, ...key }]) => [{ ...key, key_ops: "verify" }],
};
