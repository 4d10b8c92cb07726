import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer) => ({ ...answer, body: '{"request_uri":"urn:example:a","request_uri":"urn:example:b","expires_in":60}' })),
  does: "refers to the push twice",
  source: "G8; RFC 8259 4",
};
