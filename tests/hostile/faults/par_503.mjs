import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, status: 503 })),
  does: "is out of order at the push, though what it says would do",
  source: "SECURITY 106",
  code: "http_error",
  retriable: true,
};
