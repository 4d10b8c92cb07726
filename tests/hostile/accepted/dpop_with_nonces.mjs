import { bound, untilNonce } from "../support/bound.mjs";

export default {
  does: "wants a nonce with the code and another one with the refresh token",
  source: "I2; RFC 9449 8",
  config: bound,
  actions: [["refresh"]],
  requests: { token: 2, refresh: 2 },
  instead: { token: untilNonce("first-nonce"), refresh: untilNonce("second-nonce") },
};
