export default {
  does: "names what begins with its name",
  source: "SECURITY 43; CVE-2024-53861",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: `${claims.iss}.evil.example` }),
};
