export default {
  does: "ends its claims with a comma",
  source: "SECURITY 22; JSONTestSuite",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace(/}$/, ",}"),
};
