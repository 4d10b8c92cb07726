import { pushes } from "../support/pushed.mjs";

export default {
  does: "takes the push for a second: it is used at once",
  source: "A12; RFC 9126 2.2",
  config: pushes,
  answers: { par: (answer) => ({ ...answer, body: { ...answer.body, expires_in: 1 } }) },
};
