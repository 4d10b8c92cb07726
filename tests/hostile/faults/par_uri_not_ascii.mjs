import { wrongUri } from "../support/pushed.mjs";

export default { ...wrongUri("urn:example:\u202eabc"), does: "refers to the push from right to left", source: "RFC 9126 2.2; RFC 3986 2" };
