export default {
  does: "publishes no key",
  source: "SECURITY 129; F7",
  code: "jwt_key_missing",
  keys: () => [],
};
