export default {
  does: "has an API that redirects, where the access token would go along",
  source: "API fetch; RFC 9700 4.12",
  code: "origin_not_allowed",
  status: "signed-in",
  requests: { api: 1 },
  config: ({ base }) => ({ apiOrigins: [new URL(base).origin] }),
  actions: ({ base }) => [["fetch", `${base}/api`]],
  answers: { api: (answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } }) },
};
