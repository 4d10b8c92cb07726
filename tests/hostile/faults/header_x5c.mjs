import { encode, pem, token } from "../support/keys.mjs";

export default {
  does: "brings its own certificate along in the header",
  source: "SECURITY 14; RFC 8725 3.10",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims }) => token({ ...header, x5c: [encode(pem("other"))] }, claims, { key: "other" }),
};
