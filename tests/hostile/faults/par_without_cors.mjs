import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, cors: false })),
  does: "does not let the page read its answer to the push",
  source: "F11; Fetch 4.9",
  code: "network_error",
  retriable: true,
};
