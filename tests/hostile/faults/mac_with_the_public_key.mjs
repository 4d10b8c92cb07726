import { mac, pem } from "../support/keys.mjs";

export default {
  does: "makes a MAC whose secret is its public key",
  source: "D6; CVE-2015-9235; RFC 8725 2.1",
  code: "jwt_alg_rejected",
  idToken: (_, { claims }) => mac({ alg: "HS256", kid: "rsa" }, claims, pem("rsa")),
};
