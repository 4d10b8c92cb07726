export default {
  does: "gives the scope as a list",
  source: "RFC 6749 5.1",
  code: "token_response_invalid",
  body: (body) => ({ ...body, scope: ["openid", "profile"] }),
};
