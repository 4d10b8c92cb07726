export default {
  does: "sends a million dots",
  source: "SECURITY 25; CVE-2025-27144, CVE-2025-30204",
  code: "response_invalid",
  idToken: () => ".".repeat(1e6),
};
