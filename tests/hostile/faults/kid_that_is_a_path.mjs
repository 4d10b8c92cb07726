export default {
  does: "names its key by a path and a bit of SQL",
  source: "SECURITY 11; RFC 8725 3.10",
  code: "jwt_key_missing",
  header: (header) => ({ ...header, kid: "../stray/keys' OR '1'='1\u0000\n" }),
};
