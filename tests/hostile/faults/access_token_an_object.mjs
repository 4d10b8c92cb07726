export default {
  does: "gives an object for an access token",
  source: "C4; RFC 6749 5.1",
  code: "token_response_invalid",
  body: (body) => ({ ...body, access_token: { value: body.access_token } }),
};
