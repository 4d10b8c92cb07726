export default {
  does: "does not let the page read its metadata",
  source: "F11; RFC 9700 2.6",
  code: "network_error",
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, cors: false }) },
};
