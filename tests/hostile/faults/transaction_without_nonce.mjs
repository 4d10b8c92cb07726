export default {
  does: "finds a transaction whose nonce is lost: absence passes nothing",
  source: "SECURITY 63; D9",
  code: "callback_replayed",
  requests: { discovery: 1, token: 0 },
  away: [["editTransaction", { nonce: null }]],
};
