export default {
  does: "does not let the page read its answer",
  source: "F11; RFC 9700 2.6",
  code: "network_error",
  answers: { token: (answer) => ({ ...answer, cors: false }) },
};
