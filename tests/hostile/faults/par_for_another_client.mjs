import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 401, body: { error: "invalid_client" } })),
  does: "does not know the client that pushes",
  source: "RFC 9126 2.3; RFC 6749 5.2",
  code: "authorization_denied",
};
