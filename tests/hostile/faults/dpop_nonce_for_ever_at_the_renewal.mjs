import { bound, wantsNonce } from "../support/bound.mjs";

export default {
  does: "is content with no nonce at the renewal",
  source: "SECURITY 122; RFC 9449 8",
  code: "token_rejected",
  config: bound,
  refresh: {},
  requests: { refresh: 2 },
  instead: { refresh: (run) => wantsNonce(`nonce-${run.requests.refresh}`) },
};
