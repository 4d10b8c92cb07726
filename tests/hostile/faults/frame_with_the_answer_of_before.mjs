import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame what it answered to the sign-in",
  source: "SECURITY 78; B6",
  code: "state_unknown",
  answers: answering((_, run) => {
    const [[code, { state }]] = run.codes;
    return new URLSearchParams({ code, state, iss: run.issuer });
  }),
};
