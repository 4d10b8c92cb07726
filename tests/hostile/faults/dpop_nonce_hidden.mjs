import { bound, wantsNonce } from "../support/bound.mjs";

export default {
  does: "asks for a nonce that it does not let the page read",
  source: "SECURITY 109; RFC 9449 8.2",
  code: "token_rejected",
  config: bound,
  instead: {
    token() {
      const answer = wantsNonce("hidden-nonce");
      return { ...answer, headers: { ...answer.headers, "access-control-expose-headers": "date" } };
    },
  },
};
