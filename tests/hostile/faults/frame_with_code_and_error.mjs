import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame with a code and with an error",
  source: "SECURITY 82",
  code: "response_malformed",
  answers: answering((response) => response.set("error", "login_required")),
};
