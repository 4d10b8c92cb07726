export default {
  does: "answers a renewal with 600 kilobytes",
  source: "API limits",
  code: "response_invalid",
  refresh: { body: (body) => ({ ...body, more: "a".repeat(600_000) }) },
};
