import { token } from "../support/keys.mjs";

export default {
  does: "points to keys of its own making by `jku`, and signs with one of them",
  source: "SECURITY 13; RFC 8725 3.10",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims, run }) => token({ ...header, jku: `${run.base}/stray` }, claims, { key: "other" }),
};
