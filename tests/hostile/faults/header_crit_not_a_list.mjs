export default {
  does: "sends a `crit` that is text",
  source: "G7; RFC 7515 4.1.11",
  code: "jwt_crit_rejected",
  header: (header) => ({ ...header, crit: "exp" }),
};
