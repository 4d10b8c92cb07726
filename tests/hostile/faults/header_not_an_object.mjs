import { token } from "../support/keys.mjs";

export default {
  does: "sends a header that is a list",
  source: "SECURITY 37; RFC 7515 4",
  code: "jwt_malformed",
  idToken: (_, { claims }) => token([{ alg: "RS256", kid: "rsa" }], claims, { alg: "RS256", key: "rsa" }),
};
