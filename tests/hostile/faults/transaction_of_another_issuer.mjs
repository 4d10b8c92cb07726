export default {
  does: "finds a transaction that was begun at another issuer",
  source: "SECURITY 81; A11; RFC 9700 4.4",
  code: "response_issuer_mismatch",
  requests: { discovery: 1, token: 0 },
  away: [["editTransaction", { issuer: "https://evil.example" }]],
};
