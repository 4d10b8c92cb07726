export default {
  does: "publishes JSON with a comment",
  source: "F3; RFC 8259 2",
  code: "response_invalid",
  stage: "metadata",
  answers: { discovery: (answer) => ({ ...answer, body: `// metadata\n${JSON.stringify(answer.body)}` }) },
};
