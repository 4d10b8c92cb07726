import { saying } from "../support/pushed.mjs";

export default {
  does: "demands a push, and gets it from an app that does not ask for it",
  source: "A12; RFC 9126 5",
  requests: { par: 1 },
  metadata: saying({ require_pushed_authorization_requests: true }),
};
