export default {
  does: "renews without a new refresh token: the old one stays",
  source: "SECURITY 118; RFC 6749 6",
  actions: [["refresh"], ["refresh"]],
  requests: { refresh: 2 },
  refresh: { body: ({ refresh_token, ...body }) => body },
  rotates: false,
};
