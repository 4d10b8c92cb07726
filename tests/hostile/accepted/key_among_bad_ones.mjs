import { jwk, privateJwk } from "../support/keys.mjs";

export default {
  does: "publishes null, unknown types, keys for encryption, weak ones and secrets beside its key",
  source: "SECURITY 129, 130, 133; RFC 7517 5",
  keys: ([key]) => [
    null,
    { kty: "AKP", kid: "post-quantum", alg: "ML-DSA-44", pub: "AAAA" },
    jwk("other", { kid: "encryption", use: "enc", alg: "RSA-OAEP" }),
    jwk("rsa1024"),
    jwk("secp256k1", { alg: "ES256K" }),
    { kty: "oct", kid: "secret", k: "c2VjcmV0" },
    privateJwk("p256"),
    key,
  ],
};
