import { pushes, saying } from "../support/pushed.mjs";

export default {
  does: "wants the push at a script",
  source: "F5; RFC 9126 5",
  code: "response_invalid",
  stage: "metadata",
  config: pushes,
  metadata: saying({ pushed_authorization_request_endpoint: "javascript:alert(1)" }),
};
