export default {
  does: "sends a logout token, `typ: logout+jwt`",
  source: "SECURITY 39; Back-Channel Logout 2.4",
  code: "jwt_type_rejected",
  header: (header) => ({ ...header, typ: "logout+jwt" }),
};
