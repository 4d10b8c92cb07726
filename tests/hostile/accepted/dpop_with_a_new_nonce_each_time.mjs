import { calling } from "../support/bound.mjs";

export default {
  ...calling,
  does: "gives a new nonce with each answer of its API, and wants none",
  source: "I2; RFC 9449 8.2",
  requests: { api: 1 },
  answers: { api: (answer, run) => ({ ...answer, headers: { ...answer.headers, "dpop-nonce": `nonce-${run.requests.api}` } }) },
};
