export default {
  does: "says `b64: false` with `crit`",
  source: "SECURITY 17; RFC 7797 7",
  code: "jwt_crit_rejected",
  header: (header) => ({ ...header, crit: ["b64"], b64: false }),
};
