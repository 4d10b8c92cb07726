export default {
  does: "finds a transaction that leads to another origin",
  source: "A10; SECURITY 93",
  code: "callback_replayed",
  requests: { discovery: 1, token: 0 },
  away: [["editTransaction", { return_to: "//evil.example/" }]],
};
