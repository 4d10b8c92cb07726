export default {
  does: "gives a key that cannot be used the name of the one that can",
  source: "SECURITY 131; RFC 7517 4.5",
  keys: ([key]) => [{ ...key, use: "enc" }, { kty: "AKP", kid: key.kid }, key],
};
