export default {
  does: "names the person by 255 letters",
  source: "D12; OpenID Connect Core 2",
  sub: "s".repeat(255),
  claims: (claims) => ({ ...claims, sub: "s".repeat(255) }),
};
