import { refusedPush } from "../support/pushed.mjs";

const body = { error: "invalid_request", error_description: '<img src=x onerror="alert(1)">' };

export default {
  ...refusedPush((answer) => ({ ...answer, status: 400, body })),
  does: "refuses the push in HTML",
  source: "B8; SECURITY 91",
  code: "authorization_denied",
  says: { error: "invalid_request" },
};
