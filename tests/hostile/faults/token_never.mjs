export default {
  does: "never answers",
  source: "SECURITY 107; API limits",
  code: "timeout",
  retriable: true,
  config: { timeouts: { request: 3000 } },
  answers: { token: (answer) => ({ ...answer, how: "silent" }) },
};
