export default {
  does: "is asked for by an address of another origin than the app's APIs: no token goes there",
  source: "API fetch; RFC 9700 4.10",
  code: "origin_not_allowed",
  status: "signed-in",
  config: { apiOrigins: ["https://api.example"] },
  actions: ({ base }) => [["fetch", `${base}/api`]],
};
