export default {
  does: "has no token endpoint any more",
  source: "API Outcomes",
  code: "http_error",
  retriable: false,
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 404 }) },
};
