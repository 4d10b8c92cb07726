export default {
  does: "names its key by a number",
  source: "SECURITY 11; RFC 7515 4.1.4",
  code: "jwt_malformed",
  header: (header) => ({ ...header, kid: 7 }),
};
