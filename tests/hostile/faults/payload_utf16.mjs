export default {
  does: "signs UTF-16",
  source: "SECURITY 21; RFC 7519 7.1",
  code: "jwt_malformed",
  payload: (claims) => Buffer.from(JSON.stringify(claims), "utf16le"),
};
