export default {
  does: "nests 20,000 lists, which is not too long but too deep",
  source: "SECURITY 23; API limits",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace("{", `{"deep":${"[".repeat(2e4)}${"]".repeat(2e4)},`),
};
