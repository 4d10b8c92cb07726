export default {
  does: "gives a code and an error",
  source: "SECURITY 82; oauth4webapi",
  code: "response_malformed",
  stage: "response",
  response: (response) => response.append("error", "access_denied"),
};
