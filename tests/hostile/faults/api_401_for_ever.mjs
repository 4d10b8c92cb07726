export default {
  does: "signs access tokens that its API refuses, each time",
  source: "API fetch; RFC 6750 3.1",
  status: "signed-in",
  requests: { refresh: 1, api: 2 },
  config: ({ base }) => ({ apiOrigins: [new URL(base).origin] }),
  actions: ({ base }) => [["fetch", `${base}/api`]],
  answers: { api: (answer) => ({ ...answer, status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' } }) },
};
