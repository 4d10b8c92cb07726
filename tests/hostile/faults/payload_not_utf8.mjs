export default {
  does: "signs bytes that are no UTF-8",
  source: "SECURITY 21; RFC 8725 3.7",
  code: "jwt_malformed",
  payload: (claims) => Buffer.from(JSON.stringify({ ...claims, name: "\u00ff" }), "latin1"),
};
