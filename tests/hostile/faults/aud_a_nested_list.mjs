import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names the audience in a list within a list",
  source: "SECURITY 46; RFC 7519 4.1.3",
  code: "claim_invalid",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: [[CLIENT]] }),
};
