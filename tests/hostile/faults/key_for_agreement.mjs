import { jwk } from "../support/keys.mjs";

export default {
  does: "signs EdDSA and publishes X25519",
  source: "SECURITY 130; RFC 8037 2",
  code: "jwt_key_rejected",
  key: "ed25519",
  alg: "EdDSA",
  keys: () => [jwk("x25519", { kid: "ed25519" })],
};
