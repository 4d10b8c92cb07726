import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 429, headers: { "retry-after": "3" }, body: { error: "invalid_request" } })),
  does: "is pushed to too often",
  source: "RFC 9126 2.3; SECURITY 106",
  code: "http_error",
  retriable: true,
};
