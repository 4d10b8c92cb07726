import { badNonce } from "../support/bound.mjs";

export default { ...badNonce("a\tb"), does: "asks for a nonce with a tab in it", source: "RFC 9449 8.1" };
