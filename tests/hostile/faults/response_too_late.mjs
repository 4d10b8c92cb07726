export default {
  does: "answers after ten minutes and a second",
  source: "SECURITY 79; API limits",
  code: "callback_expired",
  stage: "response",
  requests: { discovery: 1 },
  late: 601,
};
