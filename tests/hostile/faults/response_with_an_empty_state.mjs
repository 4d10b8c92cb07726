export default {
  does: "answers with an empty state",
  source: "SECURITY 78; B2",
  code: "state_unknown",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  response: (response) => response.set("state", ""),
};
