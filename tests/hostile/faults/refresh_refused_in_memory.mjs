export default {
  does: "refuses the refresh token of a session that is kept in memory",
  source: "E6; API storage",
  code: "refresh_rejected",
  config: { storage: "memory" },
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "invalid_grant" } }) },
};
