import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names our client and another in one text",
  source: "SECURITY 49",
  code: "audience_rejected",
  claims: (claims) => ({ ...claims, aud: `${CLIENT} another-app` }),
};
