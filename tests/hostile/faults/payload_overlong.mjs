export default {
  does: "writes a slash in two bytes",
  source: "SECURITY 21; RFC 3629 3",
  code: "jwt_malformed",
  payload: (claims) => Buffer.from(JSON.stringify({ ...claims, name: "\u00c0\u00af" }), "latin1"),
};
