import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names our client in capitals",
  source: "SECURITY 49; D16",
  code: "audience_rejected",
  claims: (claims) => ({ ...claims, aud: CLIENT.toUpperCase() }),
};
