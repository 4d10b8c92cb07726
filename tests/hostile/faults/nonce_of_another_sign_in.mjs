export default {
  does: "sends the nonce of another sign-in",
  source: "SECURITY 62, 97; OpenID Connect Core 15.5.2",
  code: "nonce_mismatch",
  claim: "nonce",
  claims: (claims) => ({ ...claims, nonce: "another-sign-in-altogether-with-its-own-nonce" }),
};
