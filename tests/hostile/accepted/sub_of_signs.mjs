export default {
  does: "names the person by signs, as some directories do",
  source: "D12; OpenID Connect Core 2",
  sub: "auth0|5f7c8ec7c33c6c004bbafe82 <a&b>'\"",
  claims: (claims) => ({ ...claims, sub: "auth0|5f7c8ec7c33c6c004bbafe82 <a&b>'\"" }),
};
