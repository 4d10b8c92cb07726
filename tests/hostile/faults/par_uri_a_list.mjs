import { wrongUri } from "../support/pushed.mjs";

export default {
  ...wrongUri(["urn:ietf:params:oauth:request_uri:one", "urn:ietf:params:oauth:request_uri:two"]),
  does: "refers to the push in two ways",
  source: "A12; RFC 9126 2.2",
};
