export default {
  does: "breaks the connection off at once",
  source: "API Outcomes",
  code: "network_error",
  retriable: true,
  stage: "metadata",
  host: "reset-metadata",
  answers: { discovery: (answer) => ({ ...answer, how: "reset" }) },
};
