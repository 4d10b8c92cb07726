export default {
  does: "gives an access token that would break a header into two",
  source: "RFC 6750 2.1; RFC 9110 5.5",
  code: "token_response_invalid",
  body: (body) => ({ ...body, access_token: `${body.access_token}\r\nx-injected: 1` }),
};
