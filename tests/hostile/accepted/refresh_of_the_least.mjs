export default {
  does: "renews with an access token and its kind alone",
  source: "E3; RFC 6749 5.1",
  refresh: { body: ({ access_token, token_type, expires_in }) => ({ access_token, token_type, expires_in }) },
  rotates: false,
};
