import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, body: '{"request_uri":"urn:example:a","expires_in":1e400}' })),
  does: "takes a push for longer than a number can say",
  source: "SECURITY 54; RFC 9126 2.2",
};
