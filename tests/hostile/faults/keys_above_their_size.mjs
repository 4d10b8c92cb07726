export default {
  does: "publishes a key set of more than 512 KiB",
  source: "API limits",
  code: "response_invalid",
  keys: ([key]) => [{ ...key, more: "m".repeat(512 * 1024) }],
};
