export default {
  does: "answers with 10,000 nested lists",
  source: "SECURITY 23; API limits",
  code: "response_invalid",
  answers: {
    token: (answer) => ({ ...answer, body: JSON.stringify(answer.body).replace("{", `{"deep":${"[".repeat(1e4)}${"]".repeat(1e4)},`) }),
  },
};
