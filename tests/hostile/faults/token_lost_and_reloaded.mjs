export default {
  does: "breaks off when the code becomes tokens: a reload does not send it again",
  source: "SECURITY 87; B6; RFC 6749 4.1.2",
  events: ["error"],
  host: "token-reloaded",
  actions: [["restart"], ["restart"]],
  answers: { token: (answer) => ({ ...answer, how: "cut" }) },
};
