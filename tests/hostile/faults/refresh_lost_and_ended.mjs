export default {
  does: "breaks a renewal off; when the session ends there is nothing left to renew it with",
  source: "SECURITY 119, 150; API Tabs and time",
  code: "session_expired",
  host: "refresh-ended",
  actions: [["anyway", "refresh"], ["late", 7200], ["restart"]],
  requests: { refresh: 1, discovery: 3, jwks: 2 },
  events: ["signed-in", "error"],
  answers: { refresh: (answer) => ({ ...answer, how: "cut" }) },
};
