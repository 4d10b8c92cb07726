import { refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "refuses the optional scope in the frame, and is asked again without it",
  source: "API optionalScope",
  requests: { authorize: 5, discovery: 3, token: 3, jwks: 3 },
  answers: {
    authorize: (answer, run) => (run.asked.scope.includes("offline_access") ? refusing("invalid_scope").authorize(answer, run) : answer),
  },
};
