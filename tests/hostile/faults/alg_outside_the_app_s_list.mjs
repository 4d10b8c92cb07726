export default {
  does: "signs with RS256 where the app takes ES256 alone",
  source: "SECURITY 6; RFC 8725 3.1",
  code: "jwt_alg_rejected",
  config: { algorithms: ["ES256"] },
};
