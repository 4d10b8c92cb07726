export default {
  does: "sends two objects, one after the other",
  source: "SECURITY 22; JSONTestSuite",
  code: "jwt_malformed",
  payload: (claims) => `${JSON.stringify(claims)}{"groups":["Owners"]}`,
};
