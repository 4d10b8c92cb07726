import { refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "would have to ask for consent in the frame: no error",
  source: "A15; OpenID Connect Core 3.1.2.6",
  events: ["signed-in"],
  answers: refusing("consent_required"),
};
