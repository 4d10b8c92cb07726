import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(""),
  does: "lets the person authenticate as its API asks, who is content then",
  source: "A14; RFC 9470 4",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 3, api: 2 },
  claims: (claims, { asked }) => ({ ...claims, acr: asked.acr_values ?? "bronze" }),
  instead: {
    api: (run) =>
      run.requests.api === 1
        ? { status: 401, headers: { "www-authenticate": `Basic realm="a, b", bearer ${STEP_UP} , ACR_values="gold"` }, body: {} }
        : undefined,
  },
  answers: {},
};
