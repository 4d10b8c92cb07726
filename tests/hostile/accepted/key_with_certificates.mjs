export default {
  does: "publishes certificates and members that nobody knows with its key",
  source: "SECURITY 14, 130; RFC 7517 4",
  keys: ([key]) => [{ ...key, x5c: ["MIIC"], x5t: "AAAA", "x5t#S256": "AAAA", nbf: 1, revoked: null }],
};
