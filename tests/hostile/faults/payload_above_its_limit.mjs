export default {
  does: "sends a token of 80 KB",
  source: "API limits; SECURITY 73",
  code: "jwt_too_large",
  claims: (claims) => ({ ...claims, more: "m".repeat(60_000) }),
};
