export default {
  does: "gives an access token of no letters",
  source: "C4; RFC 6749 appendix A.12",
  code: "token_response_invalid",
  body: (body) => ({ ...body, access_token: "" }),
};
