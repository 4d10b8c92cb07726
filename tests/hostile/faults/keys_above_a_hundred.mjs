export default {
  does: "publishes 101 keys",
  source: "API limits",
  code: "jwks_invalid",
  keys: ([key]) => [key, ...Array.from({ length: 100 }, (_, at) => ({ ...key, kid: `more-${at}` }))],
};
