import { lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "breaks off when the code of the frame becomes tokens",
  source: "SECURITY 119; RFC 6749 4.1.2",
  code: "network_error",
  retriable: true,
  host: "frame-lost",
  requests: { authorize: 2, discovery: 3, token: 2 },
  answers: { token: (answer, run) => (run.requests.token === 1 ? answer : { ...answer, how: "cut" }) },
};
