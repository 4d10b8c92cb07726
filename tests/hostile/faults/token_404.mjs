export default {
  does: "has no token endpoint where it says",
  source: "SECURITY 105; API Outcomes",
  code: "http_error",
  retriable: false,
  answers: { token: (answer) => ({ ...answer, status: 404 }) },
};
