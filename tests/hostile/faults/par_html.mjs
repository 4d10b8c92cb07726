import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, headers: { "content-type": "text/html" } })),
  does: "takes the push and calls its answer a page",
  source: "SECURITY 103; RFC 9126 2.2",
};
