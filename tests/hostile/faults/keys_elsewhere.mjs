export default {
  does: "redirects to other keys",
  source: "API Outcomes",
  code: "response_invalid",
  answers: { jwks: (answer, run) => ({ ...answer, status: 302, headers: { location: `${run.base}/stray` } }) },
};
