export default {
  does: "sends an access token, `typ: at+jwt`, for an ID token",
  source: "SECURITY 38; RFC 9068 4",
  code: "jwt_type_rejected",
  header: (header) => ({ ...header, typ: "at+jwt" }),
};
