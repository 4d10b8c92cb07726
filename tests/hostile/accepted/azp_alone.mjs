import { CLIENT } from "../support/provider.mjs";

export default {
  does: "says who asked, though it need not",
  source: "D3; OpenID Connect Core 2",
  claims: (claims) => ({ ...claims, azp: CLIENT }),
};
