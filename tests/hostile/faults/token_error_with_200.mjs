export default {
  does: "says an error with status 200",
  source: "C9; RFC 6749 5.2",
  code: "token_response_invalid",
  body: () => ({ error: "invalid_grant" }),
};
