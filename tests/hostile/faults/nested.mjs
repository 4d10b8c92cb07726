import { token } from "../support/keys.mjs";

export default {
  does: "signs a token that holds a token",
  source: "SECURITY 27; RFC 7519 5.2",
  code: "jwt_type_rejected",
  idToken: (signed, { header }) => token({ ...header, cty: "JWT" }, signed, { key: "rsa" }),
};
