export default {
  does: "does not say what its answer is",
  source: "SECURITY 103; RFC 6749 5.1",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, headers: {} }) },
};
