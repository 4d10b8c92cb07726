export default {
  does: "percent-encodes a letter of its name",
  source: "SECURITY 43; OpenID Connect Discovery 5",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: claims.iss.replace("iss_", "%69ss_") }),
};
