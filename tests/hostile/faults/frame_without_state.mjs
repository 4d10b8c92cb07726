import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame without the state",
  source: "SECURITY 78; B2",
  code: "state_unknown",
  answers: answering((response) => response.delete("state")),
};
