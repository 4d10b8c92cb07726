export default {
  does: "meets a database that has no room for the session: it lives in this page",
  source: "SECURITY 143; API Tabs and time",
  status: "signed-in",
  requests: { discovery: 1 },
  config: { storage: "local" },
  away: [["break", "write"]],
};
