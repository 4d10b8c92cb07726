import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 400, body: { error: "invalid_request", error_description: "no such redirect" } })),
  does: "refuses the push",
  source: "RFC 9126 2.3",
  code: "authorization_denied",
  says: { error: "invalid_request", description: "no such redirect" },
};
