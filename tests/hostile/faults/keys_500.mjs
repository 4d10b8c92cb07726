export default {
  does: "fails when it is asked for its keys",
  source: "SECURITY 106; API Outcomes",
  code: "http_error",
  retriable: true,
  answers: { jwks: (answer) => ({ ...answer, status: 500 }) },
};
