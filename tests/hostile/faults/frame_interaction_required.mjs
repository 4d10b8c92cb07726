import { refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "would have to show something in the frame: no error",
  source: "A15; OpenID Connect Core 3.1.2.6",
  events: ["signed-in"],
  answers: refusing("interaction_required"),
};
