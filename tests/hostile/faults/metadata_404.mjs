export default {
  does: "publishes nothing",
  source: "F3; API Outcomes",
  code: "http_error",
  retriable: false,
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, status: 404 }) },
};
