export default {
  does: "redirects to other metadata",
  source: "F3; API Outcomes",
  code: "response_invalid",
  stage: "metadata",
  answers: { discovery: (answer, run) => ({ ...answer, status: 302, headers: { location: `${run.base}/stray` } }) },
};
