import { jwk, token } from "../support/keys.mjs";

export default {
  does: "brings its own key along in the header",
  source: "SECURITY 13, G10; CVE-2018-0114",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims }) => token({ ...header, jwk: jwk("other") }, claims, { key: "other" }),
};
