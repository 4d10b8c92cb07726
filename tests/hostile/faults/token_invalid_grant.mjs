export default {
  does: "refuses the code",
  source: "SECURITY 105; RFC 6749 5.2",
  code: "token_rejected",
  says: { error: "invalid_grant", description: "no" },
  answers: { token: (answer) => ({ ...answer, status: 400, body: { error: "invalid_grant", error_description: "no" } }) },
};
