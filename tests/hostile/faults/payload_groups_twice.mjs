export default {
  does: "says the groups twice, the second time with an escaped letter",
  source: "SECURITY 19; RFC 7519 4",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace("{", '{"gro\\u0075ps":["Owners"],'),
};
