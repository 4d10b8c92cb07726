import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "says nothing, while another window of the app's origin speaks for the frame",
  source: "SECURITY 98; B11",
  actions: [["whisper", "claimgate:http://localhost/callback?code=of-another-window&state=of-another-window"], ["restart"]],
  answers: inFrame((answer) => ({ ...answer, how: "silent" })),
};
