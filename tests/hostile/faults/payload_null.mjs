export default {
  does: "signs null",
  source: "SECURITY 37; RFC 7519 7.2",
  code: "jwt_malformed",
  payload: () => "null",
};
