export default {
  does: "says `invalid_grant` to a refresh token",
  source: "E6; RFC 6749 5.2",
  code: "refresh_rejected",
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "invalid_grant" } }) },
  refresh: {},
};
