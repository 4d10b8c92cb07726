import { bound, wantsNonce } from "../support/bound.mjs";

export default {
  does: "asks at the renewal for a nonce that it does not give",
  source: "RFC 9449 8",
  code: "token_rejected",
  config: bound,
  refresh: {},
  instead: { refresh: () => wantsNonce(undefined) },
};
