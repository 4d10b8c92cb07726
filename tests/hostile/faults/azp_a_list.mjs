import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names the authorized party in a list",
  source: "SECURITY 50",
  code: "claim_invalid",
  claim: "azp",
  claims: (claims) => ({ ...claims, azp: [CLIENT] }),
};
