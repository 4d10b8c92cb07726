export default {
  does: "names a part of its name",
  source: "SECURITY 43; CVE-2024-53861",
  code: "issuer_rejected",
  claims: (claims) => ({ ...claims, iss: claims.iss.slice(0, -1) }),
};
