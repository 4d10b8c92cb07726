export default {
  does: "publishes null, numbers and texts for keys",
  source: "SECURITY 129, 130; RFC 7517 5",
  code: "jwt_key_missing",
  keys: () => [null, 7, "key", [], true],
};
