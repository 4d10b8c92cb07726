import { page, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "leads a frame within the frame back, to hear the answer itself",
  source: "SECURITY 98; B11; RFC 9700 4.17",
  answers: page(`
    onmessage = () => navigator.sendBeacon("stray");
    onload = () => { document.body.appendChild(document.createElement("iframe")).src = answer; };`),
};
