import { pushes, refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, how: "silent" })),
  does: "never answers the push",
  source: "SECURITY 107; API limits",
  code: "timeout",
  retriable: true,
  config: { ...pushes, timeouts: { request: 2000 } },
};
