import { pushes, saying } from "../support/pushed.mjs";

export default {
  does: "has no endpoint for the push that the app demands",
  source: "A12; RFC 9126 5",
  code: "response_invalid",
  stage: "metadata",
  config: pushes,
  metadata: saying({ pushed_authorization_request_endpoint: null }),
};
