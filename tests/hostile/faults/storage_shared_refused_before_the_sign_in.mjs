export default {
  does: "meets a browser that refuses the database where the session is to be: nobody leaves",
  source: "SECURITY 143; issue 4.8",
  code: "storage_unavailable",
  status: "error",
  again: "storage_unavailable",
  stage: "metadata",
  requests: { discovery: 0 },
  events: ["error", "error"],
  config: { storage: "local" },
  first: [["break", "database"]],
};
