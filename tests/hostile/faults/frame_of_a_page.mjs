import { page, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "shows its own page in the frame, though none was asked for",
  source: "A15; OpenID Connect Core 3.1.2.1",
  answers: page(),
};
