import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names a second audience, which the app trusts, and no authorized party",
  source: "D3; OpenID Connect Core 3.1.3.7 step 4",
  code: "claim_missing",
  claim: "azp",
  config: { trustedAudiences: ["api"] },
  claims: (claims) => ({ ...claims, aud: [CLIENT, "api"] }),
};
