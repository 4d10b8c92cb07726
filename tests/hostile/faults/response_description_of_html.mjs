export default {
  does: "describes its refusal by a script",
  source: "SECURITY 91; CVE-2021-32702",
  code: "authorization_denied",
  stage: "response",
  says: { error: "access_denied", description: "<img src=x onerror=alert(1)><script>alert(2)</script>" },
  response: (_, run) =>
    new URLSearchParams({
      error: "access_denied",
      error_description: "<img src=x onerror=alert(1)><script>alert(2)</script>",
      state: run.asked.state,
      iss: run.issuer,
    }),
};
