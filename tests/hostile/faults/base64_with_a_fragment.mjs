export default {
  does: "appends `#` and more to the signature",
  source: "SECURITY 29; RFC 7515 2",
  code: "jwt_malformed",
  idToken: (signed) => `${signed}#more`,
};
