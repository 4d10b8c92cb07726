import { token } from "../support/keys.mjs";

export default {
  does: "signs PSS and says RS256",
  source: "SECURITY 34; Wycheproof",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims }) => token(header, claims, { alg: "PS256", key: "rsa" }),
};
