export default {
  does: "is out of order when the person comes back",
  source: "SECURITY 106; API Outcomes",
  code: "http_error",
  retriable: true,
  stage: "response",
  answers: { discovery: (answer, run) => (run.asked ? { ...answer, status: 503 } : answer) },
};
