import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(`Bearer ${STEP_UP}, acr_values="gold"`),
  does: "has an API that is not content with what it asked for: the person is sent once",
  source: "A14; RFC 9470 4",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 3, api: 2 },
  claims: (claims, { asked }) => ({ ...claims, acr: asked.acr_values ?? "bronze" }),
};
