import { wrongMembers } from "../support/pushed.mjs";

export default {
  ...wrongMembers(({ expires_in, ...body }) => body),
  does: "does not say how long the push is good for",
  source: "A12; RFC 9126 2.2",
};
