import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "answers the frame with nothing",
  source: "API Tabs and time; RFC 9110 15.3.5",
  answers: inFrame(() => ({ status: 204, headers: {}, body: "" })),
};
