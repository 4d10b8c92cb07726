export default {
  does: "names itself in capitals",
  source: "SECURITY 43; OpenID Connect Discovery 5",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: claims.iss.toUpperCase() }),
};
