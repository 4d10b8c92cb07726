export default {
  does: "has a name twice in an object within the claims",
  source: "SECURITY 19; RFC 8259 4",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace("{", '{"realm_access":{"roles":[],"roles":["admin"]},'),
};
