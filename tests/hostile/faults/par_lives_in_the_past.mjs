import { wrongLifetime } from "../support/pushed.mjs";

export default { ...wrongLifetime(-60), does: "takes a push that ended a minute ago", source: "A12; RFC 9126 2.2" };
