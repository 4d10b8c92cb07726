import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame with two codes",
  source: "SECURITY 83; B7",
  code: "response_malformed",
  answers: answering((response) => response.append("code", "another-code-of-the-frame")),
};
