import { wrongLifetime } from "../support/pushed.mjs";

export default { ...wrongLifetime(0), does: "takes a push that has ended already", source: "A12; RFC 9126 2.2" };
