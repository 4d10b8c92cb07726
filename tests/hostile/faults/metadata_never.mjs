export default {
  does: "never answers for its metadata",
  source: "SECURITY 107; API limits",
  code: "timeout",
  retriable: true,
  stage: "metadata",
  config: { timeouts: { request: 1000 } },
  answers: { discovery: (answer) => ({ ...answer, how: "silent" }) },
};
