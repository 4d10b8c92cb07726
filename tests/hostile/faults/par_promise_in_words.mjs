import { saying } from "../support/pushed.mjs";

export default {
  does: "says in words whether a push is demanded",
  source: "RFC 9126 5; RFC 8259 3",
  code: "response_invalid",
  stage: "metadata",
  metadata: saying({ require_pushed_authorization_requests: "true" }),
};
