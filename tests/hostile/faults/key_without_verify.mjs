export default {
  does: "signs with a key that may not verify",
  source: "F9; RFC 7517 4.3",
  code: "jwt_key_rejected",
  keys: ([{ use, ...key }]) => [{ ...key, key_ops: ["encrypt", "wrapKey"] }],
};
