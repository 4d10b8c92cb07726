import { token } from "../support/keys.mjs";

export default {
  does: "signs PS256 with a key that says RS256",
  source: "SECURITY 5; RFC 8725 3.1",
  code: "jwt_key_rejected",
  idToken: (_, { claims, header }) => token({ ...header, alg: "PS256" }, claims, { key: "rsa" }),
};
