export default {
  does: "renews with the nonce of another sign-in",
  source: "OpenID Connect Core 12.2",
  code: "nonce_mismatch",
  refresh: { claims: (claims) => ({ ...claims, nonce: "another-sign-in-altogether" }) },
};
