export default {
  does: "breaks the connection off",
  source: "API Outcomes; RFC 6749 4.1.2",
  code: "network_error",
  retriable: true,
  host: "reset",
  answers: { token: (answer) => ({ ...answer, how: "reset" }) },
};
