export default {
  does: "answers with the state in capitals",
  source: "SECURITY 78; D16",
  code: "state_unknown",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  response: (response) => response.set("state", response.get("state").toUpperCase()),
};
