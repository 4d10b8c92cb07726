import { badNonce } from "../support/bound.mjs";

export default {
  ...badNonce((run) => `nonce-${run.requests.token}`, 2),
  does: "is content with no nonce that it gave: the code is sent twice, and no more",
  source: "SECURITY 122; RFC 9449 8",
};
