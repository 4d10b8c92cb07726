export default {
  does: "redirects a renewal, where the refresh token would go along",
  source: "API Outcomes; RFC 9700 4.12",
  code: "response_invalid",
  refresh: {},
  answers: { refresh: (answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } }) },
};
