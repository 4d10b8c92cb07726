import { lost, refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "refuses in the frame with a word of its own",
  source: "SECURITY 90; RFC 6749 4.1.2.1",
  code: "authorization_denied",
  says: { error: "device_not_compliant" },
  answers: refusing("device_not_compliant"),
};
