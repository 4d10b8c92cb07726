import { encode, mac } from "../support/keys.mjs";

export default {
  does: "publishes a symmetric key and makes a MAC with it",
  source: "SECURITY 6, 133; CVE-2026-22817",
  code: "jwt_alg_rejected",
  keys: () => [{ kty: "oct", kid: "rsa", alg: "HS256", k: encode("a secret that everybody knows, in full") }],
  idToken: (_, { claims }) => mac({ alg: "HS256", kid: "rsa" }, claims, "a secret that everybody knows, in full"),
};
