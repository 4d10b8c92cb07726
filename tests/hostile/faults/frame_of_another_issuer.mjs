import { answering, lost, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "answers in the frame in the name of another issuer",
  source: "SECURITY 81; B3",
  code: "response_issuer_mismatch",
  answers: answering((response) => response.set("iss", "https://evil.example")),
};
