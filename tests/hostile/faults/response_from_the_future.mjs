export default {
  does: "answers while the clock of the page was set back by an hour",
  source: "SECURITY 79, 153; API Tabs and time",
  code: "callback_expired",
  stage: "response",
  requests: { discovery: 1 },
  late: -3600,
};
