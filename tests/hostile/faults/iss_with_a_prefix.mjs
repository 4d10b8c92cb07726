export default {
  does: "names itself as a part of another name",
  source: "SECURITY 43; CVE-2024-53861",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: `https://evil.example/${claims.iss}` }),
};
