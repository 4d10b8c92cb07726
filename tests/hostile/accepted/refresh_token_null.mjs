export default {
  does: "gives null for a refresh token and a scope",
  source: "RFC 6749 5.1",
  body: (body) => ({ ...body, refresh_token: null, scope: null }),
};
