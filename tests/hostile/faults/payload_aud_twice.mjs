export default {
  does: "names two audiences by two members",
  source: "SECURITY 19; RFC 7519 4",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace("{", '{"aud":"somebody-else",'),
};
