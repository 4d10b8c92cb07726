import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(`Bearer ${STEP_UP}, acr_values="gold"`),
  does: "refuses what its API asks for (OpenID Connect has a word for it)",
  source: "A14; OpenID Connect Core Unmet Authentication Requirements 1.0",
  code: "authorization_denied",
  says: { error: "unmet_authentication_requirements" },
  status: "signed-out",
  requests: { authorize: 2, discovery: 3, api: 1 },
  actions: ({ base }) => [["ifSignedIn", "fetch", `${base}/api`]],
  response: (response, run) =>
    run.asked.acr_values
      ? new URLSearchParams({ error: "unmet_authentication_requirements", state: run.asked.state, iss: run.issuer })
      : response,
};
