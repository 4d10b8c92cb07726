export default {
  does: "ends at 1e400",
  source: "SECURITY 54; JSONTestSuite number_*",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":1e400'),
};
