import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 400, body: { error: "invalid_scope" } })),
  does: "refuses the scope of the push, without the optional one too",
  source: "API optionalScope; RFC 9126 2.3",
  code: "scope_refused",
  requests: { par: 2 },
};
