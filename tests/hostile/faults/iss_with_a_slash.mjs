export default {
  does: "names itself with a slash at the end",
  source: "SECURITY 43; OpenID Connect Core 3.1.3.7 step 2",
  code: "issuer_rejected",
  claim: "iss",
  claims: (claims) => ({ ...claims, iss: `${claims.iss}/` }),
};
