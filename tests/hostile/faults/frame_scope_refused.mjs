import { lost, refusing, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "refuses in the frame the scope that it granted, without the optional one too",
  source: "API optionalScope; RFC 6749 4.1.2.1",
  code: "scope_refused",
  requests: { authorize: 3, discovery: 3 },
  answers: refusing("invalid_scope"),
};
