import { encode, parts } from "../support/keys.mjs";

export default {
  does: "adds a group to the claims and keeps the signature",
  source: "G3; OpenID Connect Core 3.1.3.7 step 6",
  code: "jwt_signature_invalid",
  idToken: (signed, { claims }) => [parts(signed)[0], encode({ ...claims, groups: ["Owners"] }), parts(signed)[2]].join("."),
};
