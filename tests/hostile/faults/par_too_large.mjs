import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, body: { ...answer.body, more: "a".repeat(600_000) } })),
  does: "answers the push with 600 kilobytes",
  source: "API limits",
};
