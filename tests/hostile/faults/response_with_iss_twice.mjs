export default {
  does: "names itself twice",
  source: "SECURITY 83; RFC 6749 3.1",
  code: "response_malformed",
  stage: "response",
  response: (response, run) => response.append("iss", run.issuer),
};
