import { apiWantsNonce, calling } from "../support/bound.mjs";

export default {
  ...calling,
  does: "has an API that asks for a nonce and gives none",
  source: "RFC 9449 9; RFC 6750 3.1",
  status: "signed-in",
  requests: { api: 2, refresh: 1 },
  instead: { api: () => apiWantsNonce(undefined) },
};
