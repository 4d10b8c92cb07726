import { page, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "takes the place of the app, opens a window and a dialog from within the frame",
  source: "B11; HTML iframe sandbox",
  requests: { ...reopenedInVain.requests, stray: 1 },
  answers: page(`
    const tried = [() => open(answer), () => alert(answer), () => print(), () => { top.location = answer; }];
    for (const act of tried) try { act(); } catch {}
    navigator.sendBeacon("stray");`),
};
