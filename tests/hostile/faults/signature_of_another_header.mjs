import { encode, parts } from "../support/keys.mjs";

export default {
  does: "adds a name to the header and keeps the signature",
  source: "G3; RFC 7515 5.2",
  code: "jwt_signature_invalid",
  idToken: (signed, { header }) => [encode({ ...header, typ: "JWT" }), ...parts(signed).slice(1)].join("."),
};
