import { CLIENT } from "../support/provider.mjs";

export default {
  does: "names our client in a list",
  source: "SECURITY 47; FAPI 2.0 valid-aud-as-array",
  claims: (claims) => ({ ...claims, aud: [CLIENT] }),
};
