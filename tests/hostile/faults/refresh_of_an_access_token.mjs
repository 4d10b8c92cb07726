export default {
  does: "renews with an access token for an ID token",
  source: "SECURITY 38; G11",
  code: "jwt_type_rejected",
  refresh: { header: (header) => ({ ...header, typ: "at+jwt" }) },
};
