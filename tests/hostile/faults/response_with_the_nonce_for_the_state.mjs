export default {
  does: "answers with the nonce in the place of the state",
  source: "SECURITY 78",
  code: "state_unknown",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  response: (response, run) => response.set("state", run.asked.nonce),
};
