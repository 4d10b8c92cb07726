export default {
  does: "sends a token that was made before the request, though it is good for an hour more",
  source: "API Outcomes; D8",
  code: "clock_skew",
  claim: "iat",
  claims: (claims) => ({ ...claims, iat: claims.iat - 300 }),
};
