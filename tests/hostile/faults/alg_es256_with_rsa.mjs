import { jwk, token } from "../support/keys.mjs";

export default {
  does: "says ES256 and names an RSA key without `alg`",
  source: "SECURITY 6; RFC 8725 3.1",
  code: "jwt_key_rejected",
  keys: () => [jwk("rsa")],
  idToken: (_, { claims }) => token({ alg: "ES256", kid: "rsa" }, claims, { key: "p256" }),
};
