import { badNonce } from "../support/bound.mjs";

export default { ...badNonce(""), does: "asks for a nonce of no letters", source: "RFC 9449 8.1" };
