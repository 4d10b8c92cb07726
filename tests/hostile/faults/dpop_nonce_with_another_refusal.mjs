import { bound, wantsNonce } from "../support/bound.mjs";

export default {
  does: "refuses the code and gives a nonce: the code is not sent again",
  source: "RFC 9449 8; RFC 6749 4.1.2",
  code: "token_rejected",
  says: { error: "invalid_grant" },
  config: bound,
  instead: { token: () => ({ ...wantsNonce("a-nonce"), body: { error: "invalid_grant" } }) },
};
