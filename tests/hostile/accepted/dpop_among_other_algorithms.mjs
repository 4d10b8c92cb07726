import { bound } from "../support/bound.mjs";
import { saying } from "../support/pushed.mjs";

export default {
  does: "takes proofs by several algorithms, unknown ones among them",
  source: "RFC 9449 5.1",
  config: bound,
  metadata: saying({ dpop_signing_alg_values_supported: ["ML-DSA-44", "ES256"] }),
};
