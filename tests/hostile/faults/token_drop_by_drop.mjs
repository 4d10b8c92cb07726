export default {
  does: "answers by one space after the other, for ever",
  source: "SECURITY 107; API limits",
  code: "timeout",
  config: { timeouts: { request: 3000 } },
  answers: { token: (answer) => ({ ...answer, how: "drip" }) },
};
