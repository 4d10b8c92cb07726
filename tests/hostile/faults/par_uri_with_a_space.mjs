import { wrongUri } from "../support/pushed.mjs";

export default { ...wrongUri("urn:example:a b"), does: "refers to the push by what is no URI", source: "RFC 9126 2.2; RFC 3986 2" };
