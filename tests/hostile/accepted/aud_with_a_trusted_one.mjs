import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names an audience that the app trusts as well, and who asked",
  source: "D2, D3; API trustedAudiences",
  config: { trustedAudiences: ["api"] },
  claims: (claims) => ({ ...claims, aud: ["api", CLIENT], azp: CLIENT }),
};
