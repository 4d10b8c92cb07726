export default {
  does: "puts a byte order mark before the claims",
  source: "SECURITY 21; RFC 8259 8.1",
  code: "jwt_malformed",
  payload: (claims) => `\ufeff${JSON.stringify(claims)}`,
};
