export default {
  does: "breaks a renewal off, and still knows the person in the frame",
  source: "SECURITY 119; API Tabs and time",
  host: "refresh-found",
  silent: true,
  config: { restore: "iframe" },
  actions: [["refresh"], ["refresh"]],
  requests: { authorize: 2, token: 2, refresh: 2 },
  answers: { refresh: (answer, run) => (run.requests.refresh === 1 ? { ...answer, how: "cut" } : answer) },
};
