import { STEP_UP, steppingUp } from "../support/apis.mjs";

export default {
  ...steppingUp(`Bearer ${STEP_UP}, max_age="0"`),
  does: "has an API for which nobody authenticated recently enough: the person is sent once",
  source: "A14; RFC 9470 4",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 3, api: 2 },
  claims: (claims, { asked }) => ({ ...claims, auth_time: asked.max_age ? claims.iat : claims.iat - 60 }),
};
