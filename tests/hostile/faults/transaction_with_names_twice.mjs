export default {
  does: "finds a transaction that two readers would read in two ways",
  source: "G8; SECURITY 142",
  code: "callback_replayed",
  requests: { discovery: 1, token: 0 },
  away: [["exchangeTransaction", "{", '{"nonce":"another",']],
};
