export default {
  does: "redirects the token request so that the code would be sent along",
  source: "API Outcomes; RFC 9700 4.12",
  code: "response_invalid",
  answers: { token: (answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` }, body: "" }) },
};
