import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "redirects the frame to where it is, for ever",
  source: "SECURITY 107; API Tabs and time",
  requests: { ...reopenedInVain.requests, stray: 19 },
  answers: {
    ...inFrame((answer, run) => ({ ...answer, headers: { location: `${run.base}/stray` } })),
    stray: (answer, run) => ({ ...answer, status: 302, headers: { location: `${run.base}/stray` }, cors: false }),
  },
};
