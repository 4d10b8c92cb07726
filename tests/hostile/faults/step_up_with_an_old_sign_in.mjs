import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(`Bearer ${STEP_UP}, max_age="10"`),
  does: "answers an API's wish for a recent sign-in with an old one",
  source: "A14; SECURITY 69; RFC 9470 5",
  code: "auth_too_old",
  status: "signed-out",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 2, api: 1 },
  actions: ({ base }) => [["ifSignedIn", "fetch", `${base}/api`]],
  claims: (claims) => ({ ...claims, auth_time: claims.iat - 3600 }),
};
