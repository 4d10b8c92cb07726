import { refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "would have to ask in the frame which person it is: no error",
  source: "A15; OpenID Connect Core 3.1.2.6",
  events: ["signed-in"],
  answers: refusing("account_selection_required"),
};
