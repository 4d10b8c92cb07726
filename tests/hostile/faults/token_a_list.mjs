export default {
  does: "answers with a list",
  source: "C3; RFC 6749 5.1",
  code: "token_response_invalid",
  body: (body) => [body],
};
