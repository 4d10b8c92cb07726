export default {
  does: "signs a list of claims",
  source: "SECURITY 37; RFC 7519 7.2",
  code: "jwt_malformed",
  payload: (claims) => [claims],
};
