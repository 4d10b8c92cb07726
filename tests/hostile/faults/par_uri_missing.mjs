import { wrongMembers } from "../support/pushed.mjs";

export default {
  ...wrongMembers(({ request_uri, ...body }) => body),
  does: "takes the push and does not say how to refer to it",
  source: "A12; RFC 9126 2.2",
};
