export default {
  does: "never answers a renewal of a session in memory",
  source: "SECURITY 107, 119; E4",
  code: "timeout",
  status: "signed-in",
  retriable: false,
  config: { storage: "memory", restore: "none", timeouts: { request: 2000 } },
  actions: [["refresh"], ["refresh"]],
  requests: { refresh: 1, discovery: 1 },
  answers: { refresh: (answer) => ({ ...answer, how: "silent" }) },
};
