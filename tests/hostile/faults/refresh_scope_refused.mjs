export default {
  does: "refuses the scope at the renewal: the session stands until it ends",
  source: "API Tabs and time; RFC 6749 5.2",
  code: "scope_refused",
  status: "signed-in",
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "invalid_scope" } }) },
};
