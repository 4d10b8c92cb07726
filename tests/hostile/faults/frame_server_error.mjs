import { lost, refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "is out of order in the frame",
  source: "SECURITY 106; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  retriable: true,
  answers: refusing("temporarily_unavailable"),
};
