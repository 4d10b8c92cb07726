export default {
  does: "finds the database of a later release",
  source: "SECURITY 142",
  config: { storage: "local" },
  first: [["otherDatabase", 7, "sessions"]],
};
