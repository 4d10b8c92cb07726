export default {
  does: "answers in the query, though the fragment was asked for",
  source: "B9; OAuth 2.0 Multiple Response Types 2.1",
  code: "response_malformed",
  stage: "response",
  requests: { discovery: 1 },
  config: { responseMode: "fragment" },
};
