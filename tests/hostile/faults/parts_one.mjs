export default {
  does: "sends an opaque text for an ID token",
  source: "SECURITY 26; RFC 7515 5.2",
  code: "jwt_malformed",
  idToken: () => "an-opaque-text-of-some-length",
};
