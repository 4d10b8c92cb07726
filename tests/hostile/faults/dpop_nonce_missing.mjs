import { badNonce } from "../support/bound.mjs";

export default { ...badNonce(undefined), does: "asks for a nonce that it does not give", source: "RFC 9449 8" };
