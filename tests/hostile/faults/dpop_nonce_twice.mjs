import { badNonce } from "../support/bound.mjs";

export default { ...badNonce(["first-nonce", "second-nonce"]), does: "asks for two nonces at once", source: "RFC 9449 8.1; RFC 9110 5.3" };
