import { wrongUri } from "../support/pushed.mjs";

export default {
  ...wrongUri(`urn:example:${"a".repeat(100_000)}`),
  does: "refers to the push by what no server takes as an address",
  source: "RFC 9126 2.2; RFC 9110 4.1",
};
