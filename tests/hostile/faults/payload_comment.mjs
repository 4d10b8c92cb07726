export default {
  does: "comments its claims",
  source: "SECURITY 22; JSONTestSuite",
  code: "jwt_malformed",
  payload: (claims) => `${JSON.stringify(claims)}/* valid */`,
};
