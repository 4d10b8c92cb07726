import { apiWantsNonce, bound, untilNonce } from "../support/bound.mjs";
import { mapWith } from "../support/map.mjs";

export default {
  does: "wants a nonce at userinfo",
  source: "I2; RFC 9449 9",
  requests: { userinfo: 4 },
  config: { ...bound, roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  instead: { userinfo: untilNonce("a-nonce-of-userinfo", apiWantsNonce) },
};
