import { wrongUri } from "../support/pushed.mjs";

export default { ...wrongUri(null), does: "refers to the push by `null`", source: "A12; RFC 9126 2.2" };
