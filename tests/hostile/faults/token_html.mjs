export default {
  does: "answers the token request with a page: a captive portal",
  source: "SECURITY 103; OpenID Connect Core 3.1.3.3",
  code: "response_invalid",
  answers: { token: (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: "<html>Please accept our terms</html>" }) },
};
