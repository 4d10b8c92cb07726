import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "never answers in the frame",
  source: "SECURITY 107; API Tabs and time",
  answers: inFrame((answer) => ({ ...answer, how: "silent" })),
};
