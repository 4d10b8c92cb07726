import { badNonce } from "../support/bound.mjs";

export default {
  ...badNonce("n".repeat(12_000)),
  does: "asks for a nonce with which no server would take the proof",
  source: "RFC 9449 8.1; RFC 9110 5.4",
};
