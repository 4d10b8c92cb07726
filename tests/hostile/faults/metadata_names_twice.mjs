export default {
  does: "publishes two token endpoints of one name",
  source: "RFC 8259 4; SECURITY 19",
  code: "response_invalid",
  stage: "metadata",
  answers: {
    discovery: (answer) => ({
      ...answer,
      body: JSON.stringify(answer.body).replace("{", '{"token_endpoint":"https://evil.example/token",'),
    }),
  },
};
