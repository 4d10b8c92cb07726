import { wrongUri } from "../support/pushed.mjs";

export default { ...wrongUri(""), does: "refers to the push by nothing", source: "A12; RFC 9126 2.2" };
