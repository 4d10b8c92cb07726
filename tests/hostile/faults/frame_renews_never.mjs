import { inFrame, renewed } from "../support/frames.mjs";

export default {
  ...renewed,
  does: "never answers at the renewal in the frame: the session stands until it ends",
  source: "SECURITY 107; API Tabs and time",
  code: "timeout",
  status: "signed-in",
  retriable: true,
  config: { storage: "session", restore: "iframe", timeouts: { silent: 700 } },
  answers: inFrame((answer) => ({ ...answer, how: "silent" })),
};
