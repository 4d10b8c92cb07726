export default {
  does: "answers in Latin-1",
  source: "SECURITY 21; RFC 8259 8.1",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, body: Buffer.from(JSON.stringify({ ...answer.body, note: "\u00ff" }), "latin1") }) },
};
