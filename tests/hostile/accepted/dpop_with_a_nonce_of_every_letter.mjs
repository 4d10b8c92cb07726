import { bound, untilNonce } from "../support/bound.mjs";

export default {
  does: "wants a nonce of every letter that one may have",
  source: "I2; RFC 9449 8.1",
  config: bound,
  requests: { token: 2 },
  instead: {
    token: untilNonce("!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"),
  },
};
