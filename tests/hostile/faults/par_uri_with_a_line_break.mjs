import { wrongUri } from "../support/pushed.mjs";

export default {
  ...wrongUri("urn:example:a\r\nset-cookie: a=b"),
  does: "refers to the push by two lines",
  source: "RFC 9126 2.2; RFC 3986 2",
};
