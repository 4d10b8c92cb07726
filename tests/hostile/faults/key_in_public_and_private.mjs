import { privateJwk } from "../support/keys.mjs";

export default {
  does: "publishes its private key",
  source: "SECURITY 133; RFC 7517 9.2",
  code: "jwt_key_rejected",
  keys: () => [privateJwk("rsa", { alg: "RS256" })],
};
