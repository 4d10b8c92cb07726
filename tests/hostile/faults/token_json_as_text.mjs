export default {
  does: "answers with JSON that it calls text",
  source: "SECURITY 103; RFC 6749 5.1",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, headers: { "content-type": "text/plain" } }) },
};
