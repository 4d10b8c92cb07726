export default {
  does: "meets a browser without channels, whose localStorage throws: tabs hear nothing of each other, and each works",
  source: "API Tabs and time; SECURITY 142",
  config: { storage: "local" },
  first: [
    ["break", "channels"],
    ["break", "local"],
  ],
  actions: [["refresh"], ["restart"]],
  requests: { discovery: 3, refresh: 1, jwks: 3 },
};
