import { jwk } from "../support/keys.mjs";

export default {
  does: "does not name its only key of this kind",
  source: "F8; OpenID Connect Core 10.1",
  keys: (keys) => [...keys, jwk("p256", { alg: "ES256" }), jwk("ed25519", { alg: "EdDSA" })],
  header: ({ alg }) => ({ alg }),
};
