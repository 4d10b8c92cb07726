export default {
  does: "gives an access token of two words",
  source: "RFC 6750 2.1",
  code: "token_response_invalid",
  body: (body) => ({ ...body, access_token: `${body.access_token} ${body.access_token}` }),
};
