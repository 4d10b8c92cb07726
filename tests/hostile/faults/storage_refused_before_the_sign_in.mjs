export default {
  does: "meets a browser that has no room for the transaction: nobody leaves",
  source: "SECURITY 143; issue 4.8",
  code: "storage_unavailable",
  status: "error",
  stage: "metadata",
  first: [["break", "session"]],
};
