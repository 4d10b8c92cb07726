export default {
  does: "nests one level more than is read",
  source: "SECURITY 23; API limits",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace("{", `{"deep":${"[".repeat(64)}${"]".repeat(64)},`),
};
