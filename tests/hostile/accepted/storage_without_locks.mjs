export default {
  does: "meets a browser that gives no lock: the mark in the store is what counts",
  source: "API Tabs and time; SECURITY 149",
  config: { storage: "local" },
  first: [["break", "locks"]],
  actions: [["break", "locks"], ["refresh"], ["refresh"], ["restart"]],
  requests: { discovery: 3, refresh: 2, jwks: 3 },
};
