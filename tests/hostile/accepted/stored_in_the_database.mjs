export default {
  does: "finds the session in the database",
  source: "API Tabs and time",
  config: { storage: "local" },
  actions: [["restart"], ["refresh"], ["restart"]],
  requests: { discovery: 4, refresh: 1, jwks: 4 },
};
