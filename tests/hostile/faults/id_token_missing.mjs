export default {
  does: "gives no ID token",
  source: "C6; OpenID Connect Core 3.1.3.3",
  code: "token_response_invalid",
  body: ({ id_token, ...body }) => body,
};
