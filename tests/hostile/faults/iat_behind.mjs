export default {
  does: "has a clock that is two hours late",
  source: "SECURITY 153; API Tabs and time",
  code: "clock_skew",
  claim: "iat",
  claims: (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.exp - 7200 }),
};
