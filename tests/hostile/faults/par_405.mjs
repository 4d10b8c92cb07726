import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush(() => ({ status: 405, headers: { allow: "GET" }, body: "" })),
  does: "does not know the method of the push",
  source: "RFC 9126 2.3",
  code: "http_error",
  retriable: false,
};
