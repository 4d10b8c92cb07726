import { refusing } from "../support/frames.mjs";

export default {
  does: "breaks a renewal off, and says in the frame that nobody is signed in any more",
  source: "SECURITY 119; J6; API Tabs and time",
  code: "interaction_required",
  host: "refresh-nobody",
  silent: true,
  config: { restore: "iframe" },
  refresh: {},
  requests: { authorize: 2 },
  answers: { ...refusing("login_required"), refresh: (answer) => ({ ...answer, how: "reset" }) },
};
