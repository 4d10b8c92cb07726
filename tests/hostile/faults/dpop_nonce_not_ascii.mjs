import { badNonce } from "../support/bound.mjs";

export default { ...badNonce("n\u00f6nce"), does: "asks for a nonce beyond ASCII", source: "RFC 9449 8.1" };
