import { refusing, renewed } from "../support/frames.mjs";

export default {
  ...renewed,
  does: "says at the renewal in the frame that nobody is signed in any more",
  source: "J6; OpenID Connect Session Management 3.1",
  code: "interaction_required",
  events: ["signed-in", "error", "signed-out"],
  answers: refusing("login_required"),
};
