import { page, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "posts the right answer itself instead of leading the frame back",
  source: "SECURITY 98; B11",
  requests: { ...reopenedInVain.requests, stray: 1 },
  answers: page(`parent.postMessage("claimgate:" + answer, "*"); navigator.sendBeacon("stray");`),
};
