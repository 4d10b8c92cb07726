import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush(() => ({ status: 400, headers: { "content-type": "text/html" }, body: "<h1>Bad Request</h1>" })),
  does: "refuses the push with a page",
  source: "C9; RFC 9126 2.3",
  code: "http_error",
  retriable: false,
};
