import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 413, body: {} })),
  does: "finds the push too large",
  source: "RFC 9126 2.3",
  code: "http_error",
  retriable: false,
};
