import { badNonce } from "../support/bound.mjs";

export default {
  ...badNonce('a","htm":"DELETE'),
  does: "asks for a nonce that would say more in the proof than a nonce",
  source: "RFC 9449 8.1; RFC 8259 7",
};
