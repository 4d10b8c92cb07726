import { wrongLifetime } from "../support/pushed.mjs";

export default { ...wrongLifetime("a minute"), does: "says in words how long the push is good for", source: "A12; RFC 9126 2.2" };
