import { reopened } from "../support/frames.mjs";
import { pushes } from "../support/pushed.mjs";

export default {
  ...reopened,
  does: "is pushed to for each frame too",
  source: "A12; API restore",
  config: { ...reopened.config, ...pushes },
  requests: { par: 3, authorize: 3, discovery: 3, token: 3, jwks: 3 },
};
