import { bound } from "../support/bound.mjs";
import { saying } from "../support/pushed.mjs";

export default {
  does: "takes no proof that is signed with ES256",
  source: "RFC 9449 5.1",
  code: "response_invalid",
  stage: "metadata",
  config: bound,
  metadata: saying({ dpop_signing_alg_values_supported: ["RS256", "EdDSA"] }),
};
