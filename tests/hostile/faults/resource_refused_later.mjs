export default {
  does: "gives no token for the second resource: the session stands",
  source: "A13; RFC 8707 2.2",
  code: "scope_refused",
  says: { error: "invalid_target" },
  status: "signed-in",
  requests: { refresh: 1 },
  config: { resource: ["https://api.example", "https://reports.example"] },
  actions: [["getAccessToken", { resource: "https://reports.example" }]],
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "invalid_target" } }) },
};
