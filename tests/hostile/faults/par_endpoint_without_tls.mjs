import { pushes, saying } from "../support/pushed.mjs";

export default {
  does: "wants the push where anybody can read it",
  source: "F5; RFC 9126 2",
  code: "response_invalid",
  stage: "metadata",
  config: pushes,
  metadata: saying({ pushed_authorization_request_endpoint: "http://evil.example/par" }),
};
