export default {
  does: "begins with a dot",
  source: "SECURITY 26",
  code: "jwt_malformed",
  idToken: (signed) => `.${signed}`,
};
