import { bound } from "../support/bound.mjs";

export default {
  does: "binds tokens, and says so in capitals",
  source: "C10; RFC 9449 5",
  config: bound,
  body: (body) => ({ ...body, token_type: "DPOP" }),
  actions: [["refresh"]],
  requests: { refresh: 1 },
  refresh: { body: (body) => ({ ...body, token_type: "dpop" }) },
  judge: ({ kept }) => kept.databases.length === 1,
};
