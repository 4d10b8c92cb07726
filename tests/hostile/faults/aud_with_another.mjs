import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names a second audience that the app does not trust",
  source: "D2; OpenID Connect Core 3.1.3.7 step 3",
  code: "audience_rejected",
  claims: (claims) => ({ ...claims, aud: [CLIENT, "another-app"], azp: CLIENT }),
};
