import { refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "says in the frame that nobody is signed in: no error",
  source: "A15; OpenID Connect Core 3.1.2.6",
  events: ["signed-in"],
  answers: refusing("login_required"),
};
