import { token } from "../support/keys.mjs";

export default {
  does: "points to a certificate by `x5u`",
  source: "SECURITY 13; RFC 8725 3.10",
  code: "jwt_key_missing",
  idToken: (_, { claims, run }) => token({ alg: "RS256", kid: "elsewhere", x5u: `${run.base}/stray` }, claims, { key: "other" }),
};
