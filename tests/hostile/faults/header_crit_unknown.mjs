export default {
  does: "demands an extension that nobody knows",
  source: "SECURITY 15; RFC 7515 4.1.11; CVE-2025-59420",
  code: "jwt_crit_rejected",
  header: (header) => ({ ...header, crit: ["bork"], bork: true }),
};
