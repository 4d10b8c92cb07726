import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame with another state",
  source: "SECURITY 78; B2",
  code: "state_unknown",
  answers: answering((response) => response.set("state", response.get("state").toLowerCase())),
};
