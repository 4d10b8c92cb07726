export default {
  does: "nests 100,000 lists",
  source: "SECURITY 23; JSONTestSuite",
  code: "jwt_too_large",
  payload: (claims) => JSON.stringify(claims).replace("{", `{"deep":${"[".repeat(1e5)}${"]".repeat(1e5)},`),
};
