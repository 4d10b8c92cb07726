import { reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "knows the person in the frame, each time",
  source: "API restore; OpenID Connect Core 3.1.2.1",
  requests: { authorize: 3, discovery: 3, token: 3, jwks: 3 },
};
