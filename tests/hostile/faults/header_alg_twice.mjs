import { token } from "../support/keys.mjs";

export default {
  does: "names two algorithms in one header",
  source: "SECURITY 18; RFC 7515 4",
  code: "jwt_malformed",
  idToken: (_, { claims }) => token('{"alg":"RS256","kid":"rsa","alg":"none"}', claims, { alg: "RS256", key: "rsa" }),
};
