import { lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "refuses the code that it gave by the frame",
  source: "SECURITY 105; RFC 6749 5.2",
  code: "token_rejected",
  requests: { authorize: 2, discovery: 3, token: 2 },
  answers: { token: (answer, run) => (run.requests.token === 1 ? answer : { ...answer, status: 400, body: { error: "invalid_grant" } }) },
};
