import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "leads the frame to another page of the app",
  source: "A9; RFC 6749 3.1.2",
  answers: inFrame((answer) => ({ ...answer, headers: { location: answer.headers.location.replace("/callback", "/start") } })),
};
