export default {
  does: "breaks the connection off within the answer",
  source: "API Outcomes",
  code: "network_error",
  host: "cut",
  answers: { token: (answer) => ({ ...answer, how: "cut" }) },
};
