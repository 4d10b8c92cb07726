export default {
  does: "gives a code for a resource and no token for it",
  source: "A13; RFC 8707 2.2",
  code: "token_rejected",
  says: { error: "invalid_target" },
  config: { resource: "https://api.example" },
  answers: { token: (answer) => ({ ...answer, status: 400, body: { error: "invalid_target" } }) },
};
