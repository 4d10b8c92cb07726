export default {
  does: "finds the transaction of another app when the person is back",
  source: "SECURITY 81; A11",
  code: "response_issuer_mismatch",
  requests: { discovery: 1, token: 0 },
  away: [["editTransaction", { client_id: "another-app" }]],
};
