export default {
  does: "says that the token expires at NaN",
  source: "SECURITY 22; RFC 8259 6",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":NaN'),
};
