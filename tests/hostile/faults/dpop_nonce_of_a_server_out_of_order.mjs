import { bound, wantsNonce } from "../support/bound.mjs";

export default {
  does: "is out of order and asks for a nonce: the code is not sent again",
  source: "SECURITY 106; RFC 6749 4.1.2",
  code: "http_error",
  retriable: true,
  config: bound,
  instead: { token: () => ({ ...wantsNonce("a-nonce"), status: 503 }) },
};
