import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "breaks the connection of the frame off",
  host: "frame-reset",
  source: "SECURITY 107; API Tabs and time",
  answers: inFrame((answer) => ({ ...answer, how: "reset" })),
};
