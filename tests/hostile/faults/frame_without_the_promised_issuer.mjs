import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "does not name itself in the frame, though it promised to",
  source: "B4; RFC 9207 2.4",
  code: "response_issuer_missing",
  answers: answering((response) => response.delete("iss")),
};
