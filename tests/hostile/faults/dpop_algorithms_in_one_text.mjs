import { bound } from "../support/bound.mjs";
import { saying } from "../support/pushed.mjs";

export default {
  does: "names the algorithms of proofs in one text",
  source: "RFC 9449 5.1; RFC 8414 2",
  code: "response_invalid",
  stage: "metadata",
  config: bound,
  metadata: saying({ dpop_signing_alg_values_supported: "ES256 RS256" }),
};
