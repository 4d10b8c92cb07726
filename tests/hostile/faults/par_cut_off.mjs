import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, how: "cut" })),
  does: "breaks the connection off within the answer to the push",
  source: "API Outcomes",
  code: "network_error",
  retriable: true,
  host: "par-cut",
};
