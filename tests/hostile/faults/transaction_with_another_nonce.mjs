export default {
  does: "finds a transaction whose nonce somebody changed",
  source: "SECURITY 62, 63; D9",
  code: "nonce_mismatch",
  away: [["editTransaction", { nonce: "another-sign-in-altogether" }]],
};
