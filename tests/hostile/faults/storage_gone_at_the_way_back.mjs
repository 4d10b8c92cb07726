export default {
  does: "meets a browser that does not read what it stored: the transaction is lost",
  source: "SECURITY 145; API Outcomes",
  code: "state_unknown",
  requests: { discovery: 1, token: 0 },
  open: true,
  away: [["break", "session_reading"]],
};
