export default {
  does: "renews with the nonce of the sign-in",
  source: "OpenID Connect Core 12.2",
  refresh: { claims: (claims, { run }) => ({ ...claims, nonce: run.asked.nonce }) },
};
