export default {
  does: "answers byte by byte",
  source: "SECURITY 107",
  answers: { token: (answer) => ({ ...answer, how: "bytewise" }) },
};
