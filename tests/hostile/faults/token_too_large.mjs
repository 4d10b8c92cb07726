export default {
  does: "answers with more than 512 KiB",
  source: "API limits",
  code: "response_invalid",
  body: (body) => ({ ...body, more: "m".repeat(512 * 1024) }),
};
