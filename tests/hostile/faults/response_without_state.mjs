export default {
  does: "answers without the state",
  source: "SECURITY 78; B2; RFC 6749 10.12",
  code: "state_unknown",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  response: (response) => response.delete("state"),
};
