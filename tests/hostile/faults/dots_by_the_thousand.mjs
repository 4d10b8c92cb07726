export default {
  does: "sends sixty thousand dots",
  source: "SECURITY 25; CVE-2025-30204",
  code: "jwt_malformed",
  idToken: () => ".".repeat(6e4),
};
