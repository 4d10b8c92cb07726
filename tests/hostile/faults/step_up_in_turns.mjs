import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp((run) => `Bearer ${STEP_UP}, acr_values="${run.requests.api % 2 ? "gold" : "silver"}"`),
  does: "has APIs that ask for different things in turn: the person is not sent to and fro for ever",
  source: "A14; RFC 9470 4; issue 4.4",
  requests: { authorize: 4, discovery: 5, token: 4, jwks: 5, api: 4 },
  claims: (claims, { asked }) => ({ ...claims, acr: asked.acr_values ?? "bronze" }),
};
