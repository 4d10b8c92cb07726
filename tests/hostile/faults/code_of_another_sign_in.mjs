export default {
  does: "gives a code that belongs to another request",
  source: "SECURITY 97; RFC 9700 4.5",
  code: "token_rejected",
  says: { error: "invalid_grant" },
  response: (response) => response.set("code", "code-of-another-sign-in"),
};
