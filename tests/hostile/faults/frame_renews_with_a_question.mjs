import { refusing, renewed } from "../support/frames.mjs";

export default {
  ...renewed,
  does: "wants to ask something at the renewal in the frame: the session stands until it ends",
  source: "A15; API Tabs and time",
  code: "interaction_required",
  status: "signed-in",
  requests: { authorize: 3, token: 2 },
  answers: { authorize: (answer, run) => (run.requests.authorize === 2 ? refusing("consent_required").authorize(answer, run) : answer) },
};
