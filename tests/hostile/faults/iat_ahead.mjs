export default {
  does: "makes its tokens ten minutes from now",
  source: "SECURITY 59, 153; CVE-2020-26244",
  code: "clock_skew",
  claim: "iat",
  claims: (claims) => ({ ...claims, iat: claims.iat + 600 }),
};
