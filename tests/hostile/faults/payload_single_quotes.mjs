export default {
  does: "quotes with apostrophes",
  source: "SECURITY 22; JSONTestSuite",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replaceAll('"', "'"),
};
