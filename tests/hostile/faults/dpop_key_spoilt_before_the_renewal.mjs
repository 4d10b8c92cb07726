import { bound } from "../support/bound.mjs";

export default {
  does: "finds half a key at a renewal: it is as good as none",
  source: "I1; SECURITY 142",
  code: "interaction_required",
  status: "signed-in",
  requests: { refresh: 0, discovery: 3, jwks: 3 },
  config: bound,
  actions: [["plant", "nothing"], ["restart"], ["refresh"]],
};
