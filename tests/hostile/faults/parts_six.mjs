export default {
  does: "sends six parts",
  source: "SECURITY 26",
  code: "jwt_malformed",
  idToken: (signed) => `${signed}.${signed}`,
};
