export default {
  does: "says `typ: jwt`",
  source: "RFC 7519 5.1; RFC 2045 5.1",
  header: (header) => ({ ...header, typ: "jwt" }),
};
