export default {
  does: "signs with a key that is for encryption",
  source: "F9; RFC 7517 4.2",
  code: "jwt_key_rejected",
  keys: ([key]) => [{ ...key, use: "enc" }],
};
