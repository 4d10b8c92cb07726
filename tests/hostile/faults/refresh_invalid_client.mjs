export default {
  does: "does not know the client any more when it renews",
  source: "SECURITY 105; RFC 6749 5.2",
  code: "token_rejected",
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 401, body: { error: "invalid_client" } }) },
};
