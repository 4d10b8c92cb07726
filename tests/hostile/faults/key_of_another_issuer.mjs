import { jwk } from "../support/keys.mjs";

export default {
  does: "publishes other keys than it signs with",
  source: "F6; RFC 8725 3.8",
  code: "jwt_key_missing",
  keys: () => [jwk("other", { alg: "RS256" })],
};
