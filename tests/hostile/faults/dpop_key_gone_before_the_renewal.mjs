import { bound } from "../support/bound.mjs";

export default {
  does: "finds the key gone at a renewal: no refresh token is sent without its proof",
  source: "I1; RFC 9449 5",
  code: "interaction_required",
  status: "signed-in",
  requests: { refresh: 0, discovery: 3, jwks: 3 },
  config: bound,
  actions: [["unplant"], ["restart"], ["refresh"]],
};
