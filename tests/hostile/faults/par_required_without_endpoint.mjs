import { saying } from "../support/pushed.mjs";

export default {
  does: "demands a push and says not where to",
  source: "A12; RFC 9126 5",
  code: "response_invalid",
  stage: "metadata",
  metadata: saying({ require_pushed_authorization_requests: true, pushed_authorization_request_endpoint: undefined }),
};
