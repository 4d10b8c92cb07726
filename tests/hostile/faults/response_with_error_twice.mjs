export default {
  does: "says two errors",
  source: "SECURITY 83; RFC 6749 3.1",
  code: "response_malformed",
  stage: "response",
  response: (response) => {
    response.delete("code");
    response.append("error", "access_denied");
    response.append("error", "login_required");
  },
};
