export default {
  does: "pads its base64",
  source: "SECURITY 29; RFC 7515 2",
  code: "jwt_malformed",
  idToken: (signed) => `${signed}==`,
};
