export default {
  does: "is out of order",
  source: "SECURITY 106; API Outcomes",
  code: "http_error",
  retriable: true,
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, status: 503 }) },
};
