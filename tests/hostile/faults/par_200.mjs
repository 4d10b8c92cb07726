import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 200 })),
  does: "takes the push as if it were something else",
  source: "RFC 9126 2.2",
};
