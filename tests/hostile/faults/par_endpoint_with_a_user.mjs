import { pushes, saying } from "../support/pushed.mjs";

export default {
  does: "names an endpoint for the push that looks like another's",
  source: "F5; RFC 9110 4.2.4",
  code: "response_invalid",
  stage: "metadata",
  config: pushes,
  metadata: saying({ pushed_authorization_request_endpoint: "https://idp.example@evil.example/par" }),
};
