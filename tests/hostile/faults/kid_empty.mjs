export default {
  does: "names its key by nothing",
  source: "SECURITY 11",
  code: "jwt_key_missing",
  header: (header) => ({ ...header, kid: "" }),
};
