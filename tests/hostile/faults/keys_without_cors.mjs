export default {
  does: "does not let the page read its keys",
  source: "F11; RFC 9700 2.6",
  code: "network_error",
  answers: { jwks: (answer) => ({ ...answer, cors: false }) },
};
