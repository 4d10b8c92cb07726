import { mac } from "../support/keys.mjs";
import { CLIENT } from "../support/provider.mjs";

export default {
  does: "makes a MAC whose secret is the client's name",
  source: "D6; OpenID Connect Core 10.1",
  code: "jwt_alg_rejected",
  idToken: (_, { claims }) => mac({ alg: "HS256", kid: "rsa" }, claims, CLIENT),
};
