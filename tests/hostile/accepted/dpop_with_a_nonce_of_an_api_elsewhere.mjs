import { apiWantsNonce, bound, nonceOf, untilNonce } from "../support/bound.mjs";

const elsewhere = (base) => base.replace("//localhost", "//api.localhost");

export default {
  does: "has an API on another origin, whose nonce the provider must never see",
  source: "I2; RFC 9449 8.2",
  config: ({ base }) => ({ ...bound, apiOrigins: [new URL(elsewhere(base)).origin] }),
  actions: ({ base }) => [["fetch", `${elsewhere(base)}/elsewhere`], ["refresh"]],
  requests: { refresh: 1, stray: 2 },
  instead: {
    stray: untilNonce("of-the-api", apiWantsNonce),
    refresh(run, { request }) {
      if (nonceOf(request) !== undefined) run.breaches.push("the nonce of another origin");
    },
  },
};
