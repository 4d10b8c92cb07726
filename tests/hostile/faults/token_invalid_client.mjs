export default {
  does: "wants a secret of a page",
  source: "SECURITY 105; C2",
  code: "token_rejected",
  says: { error: "invalid_client" },
  answers: { token: (answer) => ({ ...answer, status: 401, body: { error: "invalid_client" } }) },
};
