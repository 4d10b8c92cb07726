export default {
  does: "refuses the refresh token",
  source: "E6; RFC 6749 5.2",
  code: "refresh_rejected",
  says: { error: "invalid_grant", description: "session ended" },
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "invalid_grant", error_description: "session ended" } }) },
};
