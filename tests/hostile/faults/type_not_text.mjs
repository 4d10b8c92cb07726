export default {
  does: "sends a `typ` that is no text",
  source: "G11; RFC 7515 4.1.9",
  code: "jwt_type_rejected",
  header: (header) => ({ ...header, typ: null }),
};
