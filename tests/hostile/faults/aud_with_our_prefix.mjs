import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names a client whose name begins like ours",
  source: "SECURITY 49",
  code: "audience_rejected",
  claims: (claims) => ({ ...claims, aud: `${CLIENT}-admin` }),
};
