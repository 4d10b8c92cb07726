export default {
  does: "says `b64: false` without `crit`",
  source: "SECURITY 17; RFC 7797 7",
  code: "jwt_crit_rejected",
  header: (header) => ({ ...header, b64: false }),
};
