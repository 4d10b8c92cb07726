export default {
  does: "sends a token that ended two minutes ago",
  source: "D7; OpenID Connect Core 3.1.3.7 step 9",
  code: "token_expired",
  claim: "exp",
  claims: (claims, { now }) => ({ ...claims, exp: now - 120 }),
};
