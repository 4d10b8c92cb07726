import { renewed, silently } from "../support/frames.mjs";

export default {
  ...renewed,
  does: "renews in the frame for another person, who is signed in there now",
  source: "SECURITY 67; J6",
  code: "subject_mismatch",
  requests: { authorize: 2, token: 2 },
  events: ["signed-in", "error", "signed-out"],
  claims: silently((claims) => ({ ...claims, sub: "somebody-else-with-the-same-browser" })),
};
