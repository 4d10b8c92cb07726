import { bound } from "../support/bound.mjs";
import { pushes } from "../support/pushed.mjs";

export default {
  does: "takes the thumbprint of the key with the push",
  source: "I2; RFC 9449 10.1",
  config: { ...bound, ...pushes },
};
