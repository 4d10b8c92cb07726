export default {
  does: "names another port of its host",
  source: "SECURITY 43",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: claims.iss.replace(/:\d+/, ":443") }),
};
