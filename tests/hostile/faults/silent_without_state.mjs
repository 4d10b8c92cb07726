export default {
  does: "loses the state after a reload",
  source: "SECURITY 78, 145; API start (c)",
  code: "state_unknown",
  stage: "token",
  requests: { authorize: 2, discovery: 3 },
  open: true,
  config: { storage: "memory" },
  actions: [["reload"]],
  response: (response, run) => {
    if (run.asked.prompt === "none") response.delete("state");
  },
  silent: true,
};
