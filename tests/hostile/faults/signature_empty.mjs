import { parts } from "../support/keys.mjs";

export default {
  does: "says RS256 and leaves the signature out",
  source: "SECURITY 3; Wycheproof rejectsMissingSignature",
  code: "jwt_malformed",
  idToken: (signed) => `${parts(signed).slice(0, 2).join(".")}.`,
};
