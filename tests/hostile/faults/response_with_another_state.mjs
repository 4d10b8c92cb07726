export default {
  does: "answers with a state that nobody asked with",
  source: "SECURITY 78; RFC 6749 10.12",
  code: "state_unknown",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  response: (response) => response.set("state", "somebody-else-s-state-of-the-same-length-xx"),
};
