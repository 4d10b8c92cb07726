export default {
  does: "gives a token of the kind true",
  source: "SECURITY 111",
  code: "token_response_invalid",
  body: (body) => ({ ...body, token_type: true }),
};
