import { apiWantsNonce, calling } from "../support/bound.mjs";

export default {
  ...calling,
  does: "has an API that is content with no nonce",
  source: "SECURITY 122; RFC 9449 9",
  status: "signed-in",
  requests: { api: 2 },
  instead: { api: (run) => apiWantsNonce(`nonce-${run.requests.api}`) },
};
