import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(`Bearer ${STEP_UP}, acr_values="gold"`),
  does: "does not let the person authenticate as its API asks, and says that it did",
  source: "A14; SECURITY 69; RFC 9470 5",
  code: "acr_unmet",
  status: "signed-out",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 2, api: 1 },
  actions: ({ base }) => [["ifSignedIn", "fetch", `${base}/api`]],
  claims: (claims) => ({ ...claims, acr: "bronze" }),
};
