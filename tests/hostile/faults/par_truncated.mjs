import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, body: JSON.stringify(answer.body).slice(0, -1) })),
  does: "answers the push with less than JSON",
  source: "SECURITY 103",
};
