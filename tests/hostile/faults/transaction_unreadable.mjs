export default {
  does: "finds less than JSON in the place of the transaction",
  source: "SECURITY 142, 145",
  code: "callback_replayed",
  requests: { discovery: 1, token: 0 },
  away: [["writeTransaction", '{"v":1,']],
};
