export default {
  does: "breaks the token into lines",
  source: "SECURITY 29; RFC 7515 2",
  code: "token_response_invalid",
  idToken: (signed) => `${signed.slice(0, 76)}\n${signed.slice(76)}`,
};
