export default {
  does: "is asked too often, it says",
  source: "SECURITY 106; API Outcomes",
  code: "http_error",
  retriable: true,
  answers: {
    token: (answer) => ({ ...answer, status: 429, headers: { ...answer.headers, "retry-after": "1" }, body: { error: "slow_down" } }),
  },
};
