export default {
  does: "redirects the token request",
  source: "API Outcomes; RFC 9700 4.12",
  code: "response_invalid",
  answers: { token: (answer, run) => ({ ...answer, status: 302, headers: { location: `${run.base}/stray` }, body: "" }) },
};
