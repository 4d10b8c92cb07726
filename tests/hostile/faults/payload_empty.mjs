export default {
  does: "signs nothing",
  source: "SECURITY 26; RFC 7519 7.2",
  code: "jwt_malformed",
  payload: () => "",
};
