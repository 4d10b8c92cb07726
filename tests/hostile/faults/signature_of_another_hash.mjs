import { token } from "../support/keys.mjs";

export default {
  does: "signs with SHA-512 and says RS256",
  source: "SECURITY 34; Wycheproof",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims }) => token(header, claims, { alg: "RS512", key: "rsa" }),
};
