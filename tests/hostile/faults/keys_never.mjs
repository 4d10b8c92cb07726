export default {
  does: "never answers for its keys",
  source: "SECURITY 107; jose",
  code: "timeout",
  retriable: true,
  config: { timeouts: { request: 3000 } },
  answers: { jwks: (answer) => ({ ...answer, how: "silent" }) },
};
