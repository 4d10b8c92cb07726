import { silently } from "../support/frames.mjs";

export default {
  does: "breaks a renewal off, and has another person in the frame",
  source: "SECURITY 67, 119; J6",
  code: "subject_mismatch",
  host: "refresh-another",
  silent: true,
  config: { restore: "iframe" },
  refresh: {},
  requests: { authorize: 2, token: 2 },
  claims: silently((claims) => ({ ...claims, sub: "somebody-else-with-the-same-browser" })),
  answers: { refresh: (answer) => ({ ...answer, how: "cut" }) },
};
